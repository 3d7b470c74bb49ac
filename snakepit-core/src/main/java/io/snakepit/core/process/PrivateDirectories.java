package io.snakepit.core.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes folders that only this user can reach, with paths short enough for Unix sockets in them:
 * one root for each Snakepit, one folder in it for each worker that asks. May be called by several
 * threads.
 *
 * <p>What a killed JVM would leave is removed by its {@link Guardian}. Nobody removes what another
 * JVM made: whether that one is alive can't be proved across containers that share a folder.
 */
public final class PrivateDirectories implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(PrivateDirectories.class);
  private static final int LONGEST_PATH = 60;
  private static final int LONGEST_NUMBER = 8;
  private static final int LONGEST_PLACE = LONGEST_PATH - LONGEST_NUMBER - 16; // with a root's name
  private static final SecureRandom random = new SecureRandom();

  private final Optional<Path> wanted;
  private final List<Path> others;
  private final Guardian guardian;

  // guarded by this
  private @Nullable Path root;
  private @Nullable Object rootKey; // of the folder itself, whatever it is called
  private int last;
  private boolean closed;

  /**
   * Makes nothing yet.
   *
   * @param workDirectory where to make the root; empty for the system's temporary folder, which
   *     also takes it, with a warning, where it can't be made there
   */
  public PrivateDirectories(Optional<Path> workDirectory) {
    this(workDirectory, Guardian.shared());
  }

  PrivateDirectories(Optional<Path> workDirectory, Guardian guardian) {
    this(
        workDirectory,
        List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/tmp")),
        guardian);
  }

  PrivateDirectories(Optional<Path> wanted, List<Path> others, Guardian guardian) {
    this.wanted = wanted;
    this.others = others;
    this.guardian = guardian;
  }

  /**
   * Makes one.
   *
   * @return its absolute path, shorter than 60 bytes except on Windows
   * @throws IOException when there is no place for it, or this is closed
   */
  public synchronized Path create() throws IOException {
    if (closed) { // who is late would make what nobody removes
      throw new IOException("the private files of workers are removed already");
    }
    Path current = root;
    if (current != null && !isStillThere(current)) {
      logger.warn("{} is gone, removed by something that tidies up: making another", current);
      current = null;
    }
    if (current == null) {
      current = newRoot();
    }
    last++;
    try {
      return makePrivate(current.resolve(Integer.toString(last)));
    } catch (IOException failure) { // full, say, or mounted anew for reading only
      throw noPlace(List.of(unusable(current, failure)));
    }
  }

  private Path newRoot() throws IOException {
    Path made = createRoot();
    rootKey = key(made);
    if (root == null) {
      guardian.hold();
    } else {
      guardian.leaveAlone(root);
    }
    root = made;
    guardian.removeAtEnd(made);
    return made;
  }

  /** And not another one of its name, which may be another user's. */
  private boolean isStillThere(Path made) {
    try {
      return Objects.equals(key(made), rootKey);
    } catch (IOException gone) {
      return false;
    }
  }

  private static @Nullable Object key(Path folder) throws IOException {
    return Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  private Path createRoot() throws IOException {
    List<IOException> failures = new ArrayList<>();
    Path found = wanted.isPresent() ? tryRoot(wanted.get(), failures) : null;
    if (found != null) {
      return found;
    }
    int unwanted = failures.size();
    for (Path place : others) {
      found = tryRoot(place, failures);
      if (found != null) {
        if (unwanted > 0) { // who named it has a reason, and may not look there otherwise
          logger.warn("{}: the private files of workers are in {}", text(failures), found);
        }
        return found;
      }
    }
    throw noPlace(failures);
  }

  private static IOException noPlace(List<IOException> failures) {
    IOException failed =
        new IOException("no place for private files of workers: " + text(failures));
    failures.forEach(failed::addSuppressed);
    return failed;
  }

  private static IOException unusable(Path place, IOException failure) {
    return new IOException(place + " can't be used (" + reason(failure) + ")", failure);
  }

  private static String text(List<IOException> failures) {
    return failures.stream().map(Throwable::getMessage).collect(Collectors.joining(", "))
        + "; name a folder that this user can write, with a path of at most "
        + LONGEST_PLACE
        + " bytes (work-directory)";
  }

  private static @Nullable Path tryRoot(Path place, List<IOException> failures) {
    String name = "snakepit-" + Integer.toString(random.nextInt(1 << 30), Character.MAX_RADIX);
    Path root = place.toAbsolutePath().resolve(name);
    if (!Platform.IS_WINDOWS && bytes(root) + LONGEST_NUMBER > LONGEST_PATH) {
      failures.add(new IOException(place + " has too long a path for sockets"));
      return null;
    }
    try {
      Files.createDirectories(place, onlyForUs(place));
      return unlessPlanted(makePrivate(root));
    } catch (IOException failure) {
      failures.add(unusable(place, failure));
      return null;
    }
  }

  /** The JDK's own message is the path alone where the class says the rest. */
  private static String reason(IOException failure) {
    if (failure instanceof FileAlreadyExistsException) {
      return "it is no folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "this user may not write there";
    }
    String given = failure instanceof FileSystemException known ? known.getReason() : null;
    return given == null ? failure.toString() : given;
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Who owns the way to a folder may put another in its place, whoever can enter it. */
  private static Path unlessPlanted(Path root) throws IOException {
    Optional<Path> planted = Planted.on(root).find(root);
    if (planted.isPresent()) {
      delete(root);
      throw new FileSystemException(
          root.toString(),
          null,
          planted.get() + " belongs to another user, who may have put it there for this one");
    }
    return root;
  }

  /** With its permissions from the start, and never one that exists. */
  private static Path makePrivate(Path folder) throws IOException {
    return Files.createDirectory(folder, onlyForUs(folder));
  }

  private static FileAttribute<?>[] onlyForUs(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Removes one with what is in it, if it is still there. */
  public synchronized void remove(Path folder) {
    if (root != null && root.equals(folder.getParent())) {
      delete(folder);
    }
  }

  /** Removes them all. Idempotent; no more are made. */
  @Override
  public synchronized void close() {
    closed = true;
    if (root != null) {
      if (isStillThere(root)) {
        delete(root);
      }
      if (!isStillThere(root)) {
        guardian.leaveAlone(root);
      }
      root = null;
      guardian.release();
    }
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (NoSuchFileException gone) {
      logger.trace("{} is gone already", folder, gone);
    } catch (IOException failure) {
      logger.warn("can't remove {}", folder, failure);
    }
  }

  /** Deletes a tree; doesn't follow links. */
  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
