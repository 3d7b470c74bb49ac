package io.snakepit.stdio;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Pipe;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open descriptors of this process and of its workers, as Linux shows them in {@code /proc}:
 * each is a place there, a link to what it is open for.
 */
final class Descriptors {

  private static final Path OURS = Path.of("/proc/self/fd");
  private static final Path ABOUT_OURS = Path.of("/proc/self/fdinfo");

  /** As the flags of {@code open} are shown, in octal. */
  private static final Pattern READ_ONLY = Pattern.compile("(?m)^flags:\\s+[0-7]*[04]$");

  private static final int STDERR = 2;
  private static final Logger LOGGER = LoggerFactory.getLogger(Descriptors.class);

  private Descriptors() {}

  /**
   * The pipes that a process has and this one reads, but for that of its stderr.
   *
   * @throws IOException when they can't be seen
   */
  static Set<Path> pipesFrom(long pid) throws IOException {
    Path theirs = Path.of("/proc", Long.toString(pid), "fd");
    Set<Path> pipes = new HashSet<>(pipesIn(theirs).keySet());
    pipes.remove(Files.readSymbolicLink(theirs.resolve(Integer.toString(STDERR))));
    Map<Path, List<Path>> ours = pipesIn(OURS);
    Set<Path> read = new HashSet<>();
    for (Path pipe : pipes) {
      if (areRead(ours.getOrDefault(pipe, List.of()))) {
        read.add(pipe);
      }
    }
    return read;
  }

  /** Where this process has a pipe open. */
  static List<Path> placesOf(Path pipe) throws IOException {
    return pipesIn(OURS).getOrDefault(pipe, List.of());
  }

  /** Opens a pipe once more, for writing. */
  static OutputStream openForWriting(Path place) throws IOException {
    return new FileOutputStream(place.toFile(), true);
  }

  /** Whether all this can be done here; tried once, with a pipe of our own. */
  static boolean canBeUsed() {
    return Attempt.SUCCEEDED;
  }

  /** The pipes among some descriptors, each with its places there. */
  private static Map<Path, List<Path>> pipesIn(Path directory) throws IOException {
    Map<Path, List<Path>> pipes = new HashMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path place : all) {
        linkAt(place)
            .filter(link -> link.toString().startsWith("pipe:"))
            .ifPresent(link -> pipes.computeIfAbsent(link, key -> new ArrayList<>()).add(place));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return pipes;
  }

  /** Whether a pipe is open there, and for reading alone. */
  private static boolean areRead(List<Path> places) throws IOException {
    for (Path place : places) {
      String about = Files.readString(ABOUT_OURS.resolve(place.getFileName()));
      if (!READ_ONLY.matcher(about).find()) {
        return false;
      }
    }
    return !places.isEmpty();
  }

  private static Optional<Path> linkAt(Path place) {
    try {
      return Optional.of(Files.readSymbolicLink(place));
    } catch (IOException e) {
      return Optional.empty(); // closed meanwhile
    }
  }

  private static final class Attempt {

    static final boolean SUCCEEDED = succeeds();

    private static boolean succeeds() {
      if (!Files.isDirectory(OURS)) {
        return false;
      }
      try {
        Set<Path> before = pipesIn(OURS).keySet();
        Pipe pipe = Pipe.open();
        try {
          Map<Path, List<Path>> opened = pipesIn(OURS);
          opened.keySet().removeAll(before);
          openForWriting(opened.values().iterator().next().get(0)).close();
          return true;
        } finally {
          pipe.source().close();
          pipe.sink().close();
        }
      } catch (IOException | RuntimeException e) {
        LOGGER.debug("pipes can't be opened by way of {}", OURS, e);
        return false;
      }
    }
  }
}
