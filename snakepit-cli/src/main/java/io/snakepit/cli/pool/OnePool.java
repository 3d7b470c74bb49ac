package io.snakepit.cli.pool;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** A Snakepit with one pool for as long as a command needs it. */
public final class OnePool {

  private OnePool() {}

  /**
   * Starts a pool without plugins, uses it and closes it.
   *
   * @param use what is done with it
   * @param <T> what that gives
   * @return what that gave
   */
  public static <T> T use(PoolConfig pool, Function<Snakepit, T> use) {
    return use(pool, Optional.empty(), use);
  }

  /**
   * Starts a pool, uses it and closes it.
   *
   * @param plugins the plugin folder, if there is one
   * @param use what is done with it
   * @param <T> what that gives
   * @return what that gave
   */
  public static <T> T use(PoolConfig pool, Optional<Path> plugins, Function<Snakepit, T> use) {
    // The JVM's shutdown interrupts the command's thread, which comes by here.
    SnakepitConfig.Builder config =
        SnakepitConfig.builder().pool(Snakepit.DEFAULT_POOL, pool).shutdownHook(false);
    plugins.ifPresent(config::plugins);
    Snakepit pit = config.start();
    try {
      return use.apply(pit);
    } finally {
      closeCalmly(pit);
    }
  }

  /** Waiting for workers to end is what an interrupted thread couldn't do. */
  private static void closeCalmly(Snakepit pit) {
    boolean interrupted = Thread.interrupted();
    pit.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
