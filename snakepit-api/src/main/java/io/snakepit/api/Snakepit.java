package io.snakepit.api;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * The root object an application starts and closes: named pools of worker processes, and the host
 * tools that workers may call.
 *
 * <pre>{@code
 * try (Snakepit pit = Snakepit.builder().pool("default", p -> p.tools("tools.py").workers(4)).start()) {
 *   int sum = pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class);
 * }
 * }</pre>
 *
 * <p>Calls made on this object go to the {@linkplain #defaultPool() default pool}. Safe for use by
 * several threads, as its pools, sessions and host tools are. After {@link #close()} calls fail
 * with {@link PoolClosedException}.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Snakepit extends ToolCaller, AutoCloseable {

  /** The name of the pool that is used when none is named. */
  String DEFAULT_POOL = "default";

  /**
   * Begins a configuration.
   *
   * @return a builder with the defaults
   */
  static SnakepitConfig.Builder builder() {
    return SnakepitConfig.builder();
  }

  /**
   * Starts the pools of a configuration. Returns when each pool has its first worker ready; the
   * others go on starting.
   *
   * @param config what to start
   * @return the running Snakepit, to be closed by the caller
   * @throws ConfigurationException when the configuration can't be right
   * @throws UnavailableException when an adapter or runtime can't be used, with reason and remedy;
   *     also when the calling thread is interrupted while an environment is looked for or built
   * @throws WorkerStartException when no worker of a pool can start, with the worker's own words;
   *     also when the calling thread is interrupted while it waits for workers
   */
  static Snakepit start(SnakepitConfig config) {
    return SnakepitProvider.load().start(config);
  }

  /**
   * Finds a pool.
   *
   * @param name a configured name
   * @return the pool
   * @throws ConfigurationException when there is no such pool; the message suggests the nearest
   *     name
   */
  Pool pool(String name);

  /**
   * The pool named {@value #DEFAULT_POOL}, or else the only one.
   *
   * @return the default pool
   * @throws ConfigurationException when there are several and none is called {@value #DEFAULT_POOL}
   */
  Pool defaultPool();

  /**
   * All pools, for who looks after each of them.
   *
   * @return in the order in which they were configured; can't be changed
   */
  List<Pool> pools();

  /**
   * Opens, or finds, a session in the default pool.
   *
   * @param key the session's key, as {@link Pool#session(String)} takes it
   * @return the session, which lives until it is closed
   * @throws IllegalArgumentException when it isn't such a key
   * @see Pool#session(String)
   */
  default Session session(String key) {
    return defaultPool().session(key);
  }

  @Override
  default <T> T bind(Class<T> type) {
    return defaultPool().bind(type);
  }

  @Override
  default <T> T bind(Class<T> type, UnaryOperator<Call> each) {
    return defaultPool().bind(type, each);
  }

  /**
   * The functions that worker code may call.
   *
   * @return the live registry
   */
  HostTools hostTools();

  /**
   * Drains and closes all pools: calls that run or wait get {@link TimeoutConfig#drain()} to end,
   * then fail with {@link PoolClosedException}. Returns when no worker process is left; at once for
   * code that is told of such a failure on the thread that closes. Idempotent.
   *
   * <p>One that nobody closes keeps its workers, its threads and all that it refers to until the
   * JVM ends, even when the application has let go of it. In a container that is the application's
   * class loader, too: there, close it when the application is taken down.
   */
  @Override
  void close();
}
