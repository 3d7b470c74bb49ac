package io.snakepit.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a stranger may have put where this user's folder is expected: a folder or link on the
 * way there that belongs to somebody else, in a folder that everybody may write, as {@code /tmp}.
 * What others have elsewhere, whoever owns the place lets them.
 *
 * @param owners who may have made something there
 */
record Planted(Owners owners) {

  /** Tells whether what there is was made by somebody who may. */
  @FunctionalInterface
  interface Owners {
    boolean have(Path path) throws IOException;
  }

  private static final int OTHERS_MAY_WRITE = 0002;

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private static final int ROOT = 0;

  /** A process that may not be looked at belongs to root in {@code /proc}, but says this. */
  private static final Path SELF = Path.of("/proc/self/status");

  private static final String USER_IDS = "Uid:";
  private static final int EFFECTIVE = 2;

  /** What may have been planted on the user of this JVM; nothing where Linux doesn't tell who. */
  static Planted onThisUser() {
    try (Stream<String> lines = Files.lines(SELF, StandardCharsets.ISO_8859_1)) {
      Optional<Integer> user =
          lines
              .filter(line -> line.startsWith(USER_IDS))
              .map(line -> Integer.parseUnsignedInt(line.split("\\s+", -1)[EFFECTIVE]))
              .findFirst();
      return new Planted(
          path -> user.isEmpty() || owner(path) == user.get() || owner(path) == ROOT);
    } catch (IOException | UncheckedIOException unknown) {
      return new Planted(path -> true);
    }
  }

  /**
   * Looks at a path from its root on, as far as it exists.
   *
   * @return the first that may have been planted; empty where a system has no owners, too
   */
  Optional<Path> find(Path path) throws IOException {
    return hasOwners(path) ? find(path.toAbsolutePath(), 0) : Optional.empty();
  }

  private Optional<Path> find(Path path, int links) throws IOException {
    if (links > MOST_LINKS) {
      throw new IOException("too many links lead to " + path);
    }
    Path folder = path.getRoot();
    for (Path name : path) {
      Path next = folder.resolve(name);
      if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      if (isOpen(folder) && !owners.have(next)) {
        return Optional.of(next);
      }
      if (Files.isSymbolicLink(next)) {
        Optional<Path> behind = find(folder.resolve(Files.readSymbolicLink(next)), links + 1);
        if (behind.isPresent()) {
          return behind;
        }
      }
      folder = next;
    }
    return Optional.empty();
  }

  private static boolean hasOwners(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  private static int owner(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isOpen(Path folder) throws IOException {
    return ((int) Files.getAttribute(folder, "unix:mode") & OTHERS_MAY_WRITE) != 0;
  }
}
