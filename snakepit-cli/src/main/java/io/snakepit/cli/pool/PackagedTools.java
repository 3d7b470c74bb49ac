package io.snakepit.cli.pool;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A tool file that the command brings along, in a folder of its own until it is closed. */
public final class PackagedTools implements AutoCloseable {

  private final Path folder;
  private final Path file;

  private PackagedTools(Path folder, Path file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Unpacks a tool file.
   *
   * @param anchor a class in the package that has the file
   */
  public static PackagedTools unpack(Class<?> anchor, String name) {
    try (InputStream source = anchor.getResourceAsStream(name)) {
      if (source == null) {
        throw new FileNotFoundException(name + " beside " + anchor.getName());
      }
      return unpack(source, name, Path.of(System.getProperty("java.io.tmpdir")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static PackagedTools unpack(InputStream source, String name, Path place) {
    try {
      Path folder = Files.createTempDirectory(place, "snakepit-");
      Path file = folder.resolve(name);
      Files.copy(source, file);
      return new PackagedTools(folder, file);
    } catch (IOException failure) {
      throw new UnavailableException(
          ErrorCode.ENVIRONMENT_FAILED,
          "can't make a folder for temporary files: " + failure,
          "make room, or name another one: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER",
          failure);
    }
  }

  /** The tool file. */
  public Path file() {
    return file;
  }

  /** The folder, where other files may be put. */
  public Path folder() {
    return folder;
  }

  /** Deletes the folder. */
  @Override
  public void close() {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
