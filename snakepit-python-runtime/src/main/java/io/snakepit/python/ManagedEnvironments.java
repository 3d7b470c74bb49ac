package io.snakepit.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Environments that are built once and shared by all processes of a user. Each has a folder named
 * by what it depends on; in it every attempt to build has a folder of its own, and the file {@code
 * current} names the one that was completed. So nobody sees a half-built one, and a pip that
 * outlived a killed JVM can't write into the next attempt.
 */
final class ManagedEnvironments {

  private static final Logger LOGGER = LoggerFactory.getLogger(PythonRuntime.LOGGER_NAME);

  private static final String CURRENT = "current";
  private static final String LOCK = "lock";
  private static final String ATTEMPT = "e-";

  private final EnvironmentBuilder builder;
  private final Machine machine;

  ManagedEnvironments(EnvironmentBuilder builder, Machine machine) {
    this.builder = builder;
    this.machine = machine;
  }

  /** The interpreter of the environment; empty when it isn't built yet. */
  Optional<Interpreter> find(CacheFolder cache, Interpreter base, Requirements wanted)
      throws IOException {
    return current(home(cache, base, wanted)).map(base::in);
  }

  /**
   * The interpreter of the environment, built now if it isn't there.
   *
   * @throws io.snakepit.api.UnavailableException when it can't be built
   */
  Interpreter provide(CacheFolder cache, Interpreter base, Requirements wanted)
      throws IOException, InterruptedException {
    Path home = home(cache, base, wanted);
    Optional<Path> ready = current(home);
    return base.in(ready.isPresent() ? ready.get() : buildLocked(home, base, wanted));
  }

  private Path buildLocked(Path home, Interpreter base, Requirements wanted)
      throws IOException, InterruptedException {
    FileTrees.createPrivate(home);
    Runnable onWait = () -> LOGGER.info("waiting for another process that builds {}", home);
    return new InterProcessLock(home.resolve(LOCK))
        .holding(
            onWait,
            () -> {
              Optional<Path> builtMeanwhile = current(home);
              return builtMeanwhile.isPresent() ? builtMeanwhile.get() : build(home, base, wanted);
            });
  }

  private Path build(Path home, Interpreter base, Requirements wanted)
      throws IOException, InterruptedException {
    discardAttempts(home);
    Path attempt = home.resolve(ATTEMPT + UUID.randomUUID().toString().substring(0, 8));
    boolean complete = false;
    try {
      builder.build(base, wanted, attempt);
      FileTrees.writeWhole(
          home.resolve(CURRENT), attempt.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      complete = true;
    } finally {
      if (!complete) {
        FileTrees.discard(attempt);
      }
    }
    return attempt.resolve(machine.system().environmentPython());
  }

  private Optional<Path> current(Path home) throws IOException {
    try {
      Path python =
          home.resolve(Files.readString(home.resolve(CURRENT)))
              .resolve(machine.system().environmentPython());
      // The interpreter that it links to may have been removed since.
      return Optional.of(python).filter(Files::isExecutable);
    } catch (NoSuchFileException notBuilt) {
      return Optional.empty();
    }
  }

  private static void discardAttempts(Path home) throws IOException {
    try (DirectoryStream<Path> attempts = Files.newDirectoryStream(home, ATTEMPT + "*")) {
      attempts.forEach(FileTrees::discard);
    }
  }

  private static Path home(CacheFolder cache, Interpreter base, Requirements wanted)
      throws IOException {
    Digest digest = new Digest();
    base.addTo(digest);
    wanted.addTo(digest);
    return cache.environments().resolve(digest.name());
  }
}
