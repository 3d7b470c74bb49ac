package io.snakepit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** From nothing to a worker's first reply. */
final class Starts {

  private static final List<String> CARRIERS = List.of("socket", "pipes");
  private static final int TURN = 2;

  private Starts() {}

  /** In a JVM that has done nothing yet: loading and interpreting its classes is part of it. */
  static Group first(PythonSide python) {
    return new Group(
        "the first start of a JVM, to the first reply",
        "starts",
        TURN,
        new FirstStart(BareStart.NAME, python),
        CARRIERS.stream().<Contender>map(carrier -> new FirstStart(carrier, python)).toList());
  }

  /** In a JVM that has done it before. */
  static Group later(PythonSide python) {
    return new Group(
        "a later start, to the first reply",
        "starts",
        TURN,
        of(BareStart.NAME, python),
        CARRIERS.stream().map(carrier -> of(carrier, python)).toList());
  }

  /** Who starts something in this JVM. */
  static Contender of(String name, PythonSide python) {
    try {
      if (name.equals(BareStart.NAME)) {
        return new BareStart(python.interpreter(), python.script("floor.py"));
      }
      Path tools = python.script("bench_tools.py");
      return new PoolStart(new Wiring("stdio", name, "json", 1), python.interpreter(), tools);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
