package io.snakepit.cli.pool;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import java.util.function.Function;

/** A Snakepit with one pool for as long as a command needs it. */
public final class OnePool {

  private OnePool() {}

  /**
   * Starts a pool, uses it and closes it.
   *
   * @param use what is done with it
   * @param <T> what that gives
   * @return what that gave
   */
  public static <T> T use(PoolConfig pool, Function<Snakepit, T> use) {
    return use(SnakepitConfig.builder().pool(Snakepit.DEFAULT_POOL, pool), use);
  }

  /** A configuration without any but one of its pools. */
  public static SnakepitConfig.Builder of(SnakepitConfig config, String pool) {
    SnakepitConfig.Builder builder = config.toBuilder();
    config.pools().keySet().stream()
        .filter(other -> !other.equals(pool))
        .forEach(builder::removePool);
    return builder;
  }

  /**
   * Starts a configuration with one pool, uses it and closes it.
   *
   * @param use what is done with it
   * @param <T> what that gives
   * @return what that gave
   */
  public static <T> T use(SnakepitConfig.Builder config, Function<Snakepit, T> use) {
    // The JVM's shutdown interrupts the command's thread, which comes by here.
    Snakepit pit = config.shutdownHook(false).start();
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
