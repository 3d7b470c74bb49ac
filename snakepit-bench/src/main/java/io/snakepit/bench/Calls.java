package io.snakepit.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small calls, {@code add(2, 3)}: what a call costs, and how many get through. */
final class Calls {

  private static final int OUTSTANDING = 64;

  /** With the fewest rounds of warm-up 80,000 calls, as many as Java 17 wants on one core. */
  private static final int TURN = 10_000;

  private static final int[] WORKERS = {1, 2};

  private final PythonSide python;
  private final Path tools;
  private final Path floor;

  Calls(PythonSide python) throws IOException {
    this.python = python;
    this.tools = python.script("bench_tools.py");
    this.floor = python.script("floor.py");
  }

  /** Starts everybody. */
  List<Group> groups() throws IOException {
    String interpreter = python.interpreter();
    List<Contender> callers = new ArrayList<>();
    List<Contender> many = new ArrayList<>();
    for (Wiring wiring : wirings()) {
      if (wiring.isAvailable(interpreter, tools)) {
        callers.add(new OneCaller(wiring, interpreter, tools));
        many.add(new ManyOutstanding(wiring, OUTSTANDING, interpreter, tools));
      }
    }
    return List.of(
        new Group(
            "add(2, 3), one caller", "calls", TURN, new PipeFloor(interpreter, floor), callers),
        new Group(
            "add(2, 3), " + OUTSTANDING + " outstanding",
            "calls",
            TURN,
            new BatchedPipeFloor(interpreter, floor, OUTSTANDING),
            many));
  }

  private static List<Wiring> wirings() {
    List<Wiring> wirings = new ArrayList<>();
    for (int workers : WORKERS) {
      wirings.addAll(wirings(workers));
    }
    wirings(1).forEach(wiring -> wirings.add(wiring.inNativeCode()));
    return wirings;
  }

  private static List<Wiring> wirings(int workers) {
    List<Wiring> wirings = new ArrayList<>();
    for (String carrier : List.of("socket", "pipes")) {
      for (String codec : List.of("json", "msgpack")) {
        wirings.add(new Wiring("stdio", carrier, codec, workers));
      }
    }
    return wirings;
  }
}
