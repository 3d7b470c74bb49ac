package io.snakepit.stdio;

import io.snakepit.spi.WorkerProcess;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a pipe into which its worker writes, opened by who reads the pipe.
 *
 * <p>It isn't kept open, for then the worker's death wouldn't end the pipe. What is kept is another
 * descriptor to read from: its number stays that of this pipe, while the one that the JDK reads
 * from is closed when the process exits, and may be another file's at once.
 */
final class OtherEnd implements Closeable {

  private static final Logger LOGGER = LoggerFactory.getLogger(OtherEnd.class);

  private final FileInputStream kept;
  private final Path place;

  /**
   * Creates it.
   *
   * @param kept reads from the pipe
   * @param place that of a descriptor of the pipe, as long as that is open
   */
  OtherEnd(FileInputStream kept, Path place) {
    this.kept = kept;
    this.place = place;
  }

  /** Whether this system lets one open it. */
  static boolean canBeFound() {
    return Descriptors.canBeUsed();
  }

  /**
   * Finds that of the pipe from a worker's descriptor 1, wherever the worker has put it by now;
   * empty where that can't be.
   */
  static Optional<OtherEnd> ofStdout(WorkerProcess process) {
    if (process.pid().isEmpty() || !canBeFound()) {
      return Optional.empty();
    }
    try {
      long pid = process.pid().getAsLong();
      Set<Path> pipes = Descriptors.pipesFrom(pid);
      if (pipes.isEmpty()) {
        pipes = Descriptors.pipesFrom(pid); // it may have been moved from one to another meanwhile
      }
      return pipes.size() == 1 ? of(pipes.iterator().next()) : Optional.empty();
    } catch (IOException e) {
      LOGGER.debug("a read from {} can't be woken", process, e);
      return Optional.empty();
    }
  }

  private static Optional<OtherEnd> of(Path pipe) throws IOException {
    List<Path> before = Descriptors.placesOf(pipe);
    if (before.size() != 1) {
      return Optional.empty();
    }
    FileInputStream kept = new FileInputStream(before.get(0).toFile());
    List<Path> places = new ArrayList<>(Descriptors.placesOf(pipe));
    places.removeAll(before);
    if (places.size() != 1) { // it was closed in between, and what was opened may be anything
      kept.close();
      return Optional.empty();
    }
    return Optional.of(new OtherEnd(kept, places.get(0)));
  }

  /** How many bytes are there to be read. */
  int available() throws IOException {
    return kept.available();
  }

  /** Opens it. */
  OutputStream open() throws IOException {
    return Descriptors.openForWriting(place);
  }

  @Override
  public void close() throws IOException {
    kept.close();
  }
}
