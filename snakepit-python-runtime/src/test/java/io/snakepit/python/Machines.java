package io.snakepit.python;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Computers for tests. */
final class Machines {

  private Machines() {}

  /** A Unix with these variables and nothing else. */
  static Machine with(Map<String, String> variables) {
    return new Machine(OperatingSystem.UNIX, variables, Path.of("/home/somebody"));
  }

  /** A Unix whose PATH has these folders. */
  static Machine withPath(Path... folders) {
    return with(Map.of("PATH", path(folders)));
  }

  static String path(Path... folders) {
    return Arrays.stream(folders)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A Python that is really there. */
  static Interpreter realPython(CommandRunner runner) throws InterruptedException {
    Machine machine = Machine.local();
    InterpreterProbe probe = new InterpreterProbe(runner, Limits.GENEROUS);
    return new InterpreterFinder(machine, probe).find(java.util.Optional.empty());
  }
}
