package io.snakepit.stdio;

import io.snakepit.spi.WorkerProcess;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a pipe into which its worker writes. Linux lets who reads a pipe open it for writing,
 * too, by way of {@code /proc}.
 *
 * <p>It isn't kept open, for then the worker's death wouldn't end the pipe. What is kept is another
 * descriptor to read from: its number stays that of this pipe, while the one that the JDK reads
 * from is closed when the process exits, and may be another file's at once.
 */
final class OtherEnd implements Closeable {

  private static final Path OURS = Path.of("/proc/self/fd");
  private static final Logger LOGGER = LoggerFactory.getLogger(OtherEnd.class);

  private final FileInputStream kept;
  private final Path place;

  private OtherEnd(FileInputStream kept, Path place) {
    this.kept = kept;
    this.place = place;
  }

  /** Whether this system has what it takes. */
  static boolean canBeFound() {
    return Files.isDirectory(OURS);
  }

  /** Finds that of the pipe from a worker's descriptor 1; empty where that can't be. */
  static Optional<OtherEnd> ofStdout(WorkerProcess process) {
    if (process.pid().isEmpty() || !canBeFound()) {
      return Optional.empty();
    }
    Path descriptors = Path.of("/proc", Long.toString(process.pid().getAsLong()), "fd");
    try {
      Path pipe = Files.readSymbolicLink(descriptors.resolve("1"));
      if (!pipe.toString().startsWith("pipe:")
          || pipe.equals(Files.readSymbolicLink(descriptors.resolve("2")))) {
        return Optional.empty(); // it may have pointed its descriptor elsewhere already
      }
      return find(pipe);
    } catch (IOException | DirectoryIteratorException | SecurityException e) {
      LOGGER.debug("a read from {} can't be woken", process, e);
      return Optional.empty();
    }
  }

  private static Optional<OtherEnd> find(Path pipe) throws IOException {
    List<Path> before = placesOf(pipe);
    if (before.size() != 1) {
      return Optional.empty();
    }
    FileInputStream kept = new FileInputStream(before.get(0).toFile());
    List<Path> places = placesOf(pipe);
    places.removeAll(before);
    if (places.size() != 1) { // it was closed in between, and what was opened may be anything
      kept.close();
      return Optional.empty();
    }
    return Optional.of(new OtherEnd(kept, places.get(0)));
  }

  private static List<Path> placesOf(Path pipe) throws IOException {
    List<Path> places = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(OURS)) {
      for (Path place : all) {
        if (isLinkTo(place, pipe)) {
          places.add(place);
        }
      }
    }
    return places;
  }

  private static boolean isLinkTo(Path place, Path pipe) {
    try {
      return Files.readSymbolicLink(place).equals(pipe);
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  /** How many bytes are there to be read. */
  int available() throws IOException {
    return kept.available();
  }

  /** Opens it. */
  OutputStream open() throws IOException {
    return new FileOutputStream(place.toFile(), true);
  }

  @Override
  public void close() throws IOException {
    kept.close();
  }
}
