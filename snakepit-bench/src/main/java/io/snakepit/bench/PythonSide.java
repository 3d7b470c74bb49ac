package io.snakepit.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The interpreter and the scripts of a measurement.
 *
 * @param interpreter the real program, not a shim before it
 * @param folder where the scripts are unpacked, until it is closed
 */
record PythonSide(String interpreter, Path folder) implements AutoCloseable {

  /** Uses this interpreter, and a new folder. */
  static PythonSide of(String interpreter) throws IOException {
    return new PythonSide(interpreter, Files.createTempDirectory("snakepit-bench"));
  }

  /** Unpacks one of the scripts beside this class. */
  Path script(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        Objects.requireNonNull(PythonSide.class.getResourceAsStream(name), name)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  /** What the interpreter says of itself. */
  String version() throws IOException {
    Process process = new ProcessBuilder(interpreter, "-VV").redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  /** Deletes the folder. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    }
  }
}
