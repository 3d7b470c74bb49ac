package io.snakepit.api;

import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A named pool: the workers of its current generation, with a queue before them.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Pool extends ToolCaller {

  /**
   * The configured name.
   *
   * @return the name
   */
  String name();

  /**
   * Opens, or finds, the session with a key. It is placed on a worker with its first call.
   *
   * @param key the session's key, not empty, at most 65,535 bytes of UTF-8
   * @return the session
   */
  Session session(String key);

  /**
   * Makes a Java interface over this pool's tools.
   *
   * <p>A method calls the tool of its name; {@link ToolName} overrides it, and camelCase finds
   * snake_case. Parameters are passed by name (compile with {@code -parameters}, or use {@link
   * ToolName}). The return type decides the form: {@code CompletableFuture<T>} calls without
   * waiting, {@link ResultStream}, {@code Flow.Publisher<T>} and {@code Iterable<T>} stream,
   * everything else waits. A {@code Duration} parameter annotated {@link Timeout} is the call's
   * deadline and not an argument.
   *
   * @param type an interface
   * @param <T> the interface
   * @return an implementation, safe for use by several threads
   * @throws ConfigurationException listing every method that doesn't fit its tool's signature
   */
  <T> T bind(Class<T> type);

  /**
   * The tools of the current generation.
   *
   * @return names, signatures and descriptions, ordered by name
   */
  List<ToolInfo> tools();

  /**
   * What the current generation can do: adapter, runtime and worker together.
   *
   * @return the effective capabilities
   */
  Set<Capability> capabilities();

  /**
   * A snapshot of each worker, the draining ones included.
   *
   * @return one status a worker, ordered by id
   */
  List<WorkerStatus> workers();

  /**
   * A snapshot of the pool's counters.
   *
   * @return the statistics since the pool started
   */
  PoolStats stats();
}
