package io.snakepit.bench;

import io.snakepit.api.SnakepitException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** From nothing to a worker's first reply. */
final class Starts {

  private static final List<String> CARRIERS = List.of("socket", "pipes");
  private static final int TURN = 2;
  private static final String FLOOR = "floor: python with json";

  private Starts() {}

  /** In a JVM that has done nothing yet: loading and interpreting its classes is part of it. */
  static Group first(PythonSide python) {
    return new Group(
        "the first start of a JVM, to the first reply",
        "starts",
        TURN,
        new FirstStart(FLOOR, python),
        CARRIERS.stream().<Contender>map(carrier -> new FirstStart(carrier, python)).toList());
  }

  /** In a JVM that has done it before. */
  static Group later(PythonSide python) {
    return new Group(
        "a later start, to the first reply",
        "starts",
        TURN,
        of(FLOOR, python),
        CARRIERS.stream().map(carrier -> of(carrier, python)).toList());
  }

  /**
   * A worker with NumPy that takes the place of another: by itself, and forked from one that has it
   * already. Empty, and said so, where there is no NumPy.
   */
  static Optional<Group> next(PythonSide python) throws IOException {
    Path tools = python.script("numpy_tools.py");
    String program;
    try {
      program = WorkerPython.with("numpy>=1.24", python, python.script("bench_tools.py"));
    } catch (SnakepitException missing) {
      System.out.println("left out: starts with NumPy: " + missing.getMessage());
      return Optional.empty();
    }
    return Optional.of(
        new Group(
            "a worker with NumPy that replaces another, to the first reply",
            "starts",
            TURN,
            new BareStart("floor: python with numpy", program, python.script("numpy_floor.py")),
            List.of(
                new Replacement("started", program, tools, ""),
                new Replacement("forked (preload)", program, tools, "numpy"))));
  }

  /** Who starts something in this JVM. */
  static Contender of(String name, PythonSide python) {
    try {
      if (name.equals(FLOOR)) {
        return new BareStart(name, python.interpreter(), python.script("floor.py"));
      }
      Path tools = python.script("bench_tools.py");
      return new PoolStart(new Wiring("stdio", name, "json", 1), python.interpreter(), tools);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
