package io.snakepit.python;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this runtime reads of the computer it runs on.
 *
 * @param system its kind
 * @param variables the environment of this process
 * @param home the user's home folder
 */
record Machine(OperatingSystem system, Map<String, String> variables, Path home) {

  /** The computer that this JVM runs on. */
  static Machine local() {
    return local(System.getenv());
  }

  /** The same computer with other variables. */
  static Machine local(Map<String, String> variables) {
    // Without an entry in the user database user.home is "?"; HOME may still be set.
    String home = variables.getOrDefault("HOME", System.getProperty("user.home", ""));
    return new Machine(
        OperatingSystem.named(System.getProperty("os.name", "")),
        variables,
        path(home).orElse(Path.of("")));
  }

  /** The value of an environment variable; empty when it is unset or blank. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** Every executable of this name in the folders of PATH, in their order. */
  List<Path> onPath(String command) {
    List<Path> found = new ArrayList<>();
    for (String folder : variable("PATH").orElse("").split(File.pathSeparator, -1)) {
      for (String name : system.fileNames(command)) {
        path(folder)
            .filter(existing -> !folder.isBlank())
            .map(existing -> existing.resolve(name))
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** A path; empty when there can't be one, as of other letters than ASCII in the locale C. */
  static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException malformed) {
      return Optional.empty();
    }
  }
}
