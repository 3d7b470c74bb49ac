package io.snakepit.core.command;

import io.snakepit.api.ConfigurationException;
import io.snakepit.core.process.Executables;
import io.snakepit.spi.OptionSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runtime's options, checked.
 *
 * @param command the program and its arguments; at least the program
 * @param directory where it is started; empty for the JVM's own
 * @param wire the wire that it speaks
 */
record CommandOptions(List<String> command, Optional<Path> directory, String wire) {

  static final String COMMAND = "command";
  static final String DIRECTORY = "directory";
  static final String WIRE = "wire";

  private static final String USUAL_WIRE = "stdio";

  /** What users may set. */
  static final List<OptionSpec> SPECS =
      List.of(
          new OptionSpec(
              COMMAND,
              "the program and its arguments, quoted as in a shell that expands nothing; required",
              ""),
          new OptionSpec(
              DIRECTORY, "the folder to start it in, and to find its path from", "the JVM's own"),
          new OptionSpec(WIRE, "the wire that the program speaks", USUAL_WIRE));

  /**
   * Checks the options.
   *
   * @throws ConfigurationException when there is no command or it can't be understood
   */
  static CommandOptions parse(Map<String, String> options) {
    List<String> words = ShellWords.split(options.getOrDefault(COMMAND, ""));
    if (words.isEmpty()) {
      throw new ConfigurationException(
          "runtime 'command' needs the option "
              + COMMAND
              + ": the program that speaks the wire, with its arguments");
    }
    return new CommandOptions(
        words,
        Optional.ofNullable(options.get(DIRECTORY)).map(CommandOptions::directory),
        options.getOrDefault(WIRE, USUAL_WIRE));
  }

  private static Path directory(String text) {
    try {
      return Path.of(text).toAbsolutePath();
    } catch (InvalidPathException notAPath) {
      throw new ConfigurationException(
          "runtime 'command': the option " + DIRECTORY + " is no path: " + notAPath.getMessage());
    }
  }

  /** What is missing to start it; empty when nothing is. */
  Optional<String> whyNotRunnable() {
    Path start = directory.orElseGet(() -> Path.of("").toAbsolutePath());
    if (!Files.isDirectory(start)) {
      return Optional.of("there is no folder " + start);
    }
    if (File.separatorChar != '/') {
      // elsewhere programs have suffixes: starting one tells
      return Optional.empty();
    }
    try {
      Executables.require(command.get(0), System.getenv("PATH"), start);
      return Optional.empty();
    } catch (IOException missing) {
      return Optional.of(String.valueOf(missing.getMessage()));
    }
  }
}
