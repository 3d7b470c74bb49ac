package io.snakepit.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a worker gains by running several calls at once: one call alone beside a batch of them. */
final class Parallel {

  private static final String TOOLS = "parallel_tools.py";
  private static final int WAITING = 8;
  private static final int COMPUTING = 2;
  private static final int TURN = 10;

  private Parallel() {}

  /** Calls that wait: together they should take as long as one. */
  static Group waits(PythonSide python) throws IOException {
    Path tools = python.script(TOOLS);
    String program = python.interpreter();
    return new Group(
        WAITING + " calls that wait 10 ms each",
        "batches",
        TURN,
        new SideBySide("one call alone", "wait_on_main", 1, 1, program, tools),
        List.of(
            new SideBySide("one at a time", "wait_on_main", WAITING, 1, program, tools),
            new SideBySide("on one event loop", "wait_on_loop", WAITING, WAITING, program, tools),
            new SideBySide("on threads", "wait_on_thread", WAITING, WAITING, program, tools)));
  }

  /** Calls that compute without the interpreter's lock: two of them should use two cores. */
  static Group computations(PythonSide python) throws IOException {
    Path tools = python.script(TOOLS);
    String program = python.interpreter();
    return new Group(
        COMPUTING + " calls that hash 64 MiB each",
        "batches",
        TURN,
        new SideBySide("one call alone", "hash_on_thread", 1, 1, program, tools),
        List.of(
            new SideBySide("one at a time", "hash_on_thread", COMPUTING, 1, program, tools),
            new SideBySide("on threads", "hash_on_thread", COMPUTING, COMPUTING, program, tools)));
  }
}
