package io.snakepit.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Streams of small chunks and of large ones. */
final class Streams {

  private static final int LARGE = 1 << 20;

  /** What a small chunk is in JSON with its frame, about: the floor moves as many bytes. */
  private static final int SMALL = 20;

  private Streams() {}

  /** Starts everybody who streams small integers. */
  static Group small(PythonSide python) throws IOException {
    return group("a stream of integers", "chunks", 50_000, SMALL, 0, python);
  }

  /** Starts everybody who streams blocks of 1 MiB, so that chunks a second are MiB a second. */
  static Group large(PythonSide python) throws IOException {
    return group("a stream of 1 MiB blocks", "MiB", 200, LARGE, LARGE, python);
  }

  private static Group group(
      String title, String unit, int operations, int floorSize, int size, PythonSide python)
      throws IOException {
    Path tools = python.script("bench_tools.py");
    List<Contender> contenders = new ArrayList<>();
    for (String carrier : List.of("socket", "pipes")) {
      contenders.add(new OneStream(new Wiring("stdio", carrier, "json", 1), size, python, tools));
    }
    Contender floor = new StreamFloor(python, python.script("stream_floor.py"), floorSize);
    return new Group(title, unit, operations, floor, contenders);
  }
}
