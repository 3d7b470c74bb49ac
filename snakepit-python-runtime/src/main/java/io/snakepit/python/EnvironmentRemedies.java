package io.snakepit.python;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people can do when an environment can't be built. */
final class EnvironmentRemedies {

  private EnvironmentRemedies() {}

  /** The interpreter has nothing to make environments with. */
  static UnavailableException noTool(Interpreter base) {
    PythonVersion version = base.version();
    return new UnavailableException(
        ErrorCode.ENVIRONMENT_FAILED,
        base + " can't create environments: its module venv or ensurepip is missing",
        "on Debian or Ubuntu: apt install python%d.%d-venv; elsewhere: %s -m pip install virtualenv"
            .formatted(version.major(), version.minor(), base.executable()),
        null);
  }

  /** The commands that do by hand what failed. */
  static String byHand(Machine machine, Interpreter base, Requirements wanted) {
    Path trial = Path.of("trial-environment");
    Path python = trial.resolve(machine.system().environmentPython());
    return "to see it by hand: "
        + commandLine(Stream.of(base.executable().toString(), "-m", "venv", trial.toString()))
        + " && "
        + commandLine(
            Stream.concat(
                Stream.of(python.toString(), "-m", "pip", "install"),
                wanted.pipArguments().stream()));
  }

  private static String commandLine(Stream<String> words) {
    return words
        .map(word -> word.matches("[\\w./:\\\\=-]+") ? word : '"' + word + '"')
        .collect(Collectors.joining(" "));
  }
}
