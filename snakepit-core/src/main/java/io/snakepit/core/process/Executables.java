package io.snakepit.core.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds programs the way the system does. */
public final class Executables {

  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(":"));
  private static final String DEFAULT_PATH = "/usr/bin:/bin";

  private Executables() {}

  /** Looks a plain name up on a search path; null for the system's own. */
  static Optional<Path> find(String name, @Nullable String path) {
    return Arrays.stream(SEPARATOR.split(path == null ? DEFAULT_PATH : path))
        .flatMap(folder -> program(folder, name))
        .filter(Executables::isProgram)
        .findFirst();
  }

  private static Stream<Path> program(String folder, String name) {
    try {
      return Stream.of(Path.of(folder, name));
    } catch (InvalidPathException unnameable) { // other letters than ASCII, in the locale C
      return Stream.empty();
    }
  }

  /**
   * Makes sure that a command can be run.
   *
   * @param path the search path; null for the system's own
   * @param directory where it will be run
   * @throws IOException naming what is missing
   */
  public static void require(String command, @Nullable String path, Path directory)
      throws IOException {
    if (command.indexOf('/') < 0) {
      if (find(command, path).isEmpty()) {
        throw new IOException("can't run '" + command + "': it isn't on the PATH");
      }
      return;
    }
    Path program = directory.resolve(command);
    if (!isProgram(program)) {
      throw new IOException(
          "can't run '"
              + command
              + "': "
              + (Files.exists(program) ? "it can't be executed" : "there is no such file"));
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
