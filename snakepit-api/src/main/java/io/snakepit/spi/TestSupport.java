package io.snakepit.spi;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.UnavailableException;
import java.util.Collection;
import java.util.ServiceLoader;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What test kits need of the core: real pools over adapters that exist as objects only, and the
 * values that such adapters carry. Found through {@link ServiceLoader}; {@code snakepit-core} has
 * the only one. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface TestSupport {

  /**
   * Finds the implementation.
   *
   * @return the first that the context class loader or this class's own sees
   * @throws UnavailableException when there is none, naming the artifact to add
   */
  static TestSupport load() {
    return ServiceLoader.load(TestSupport.class)
        .findFirst()
        .or(
            () ->
                ServiceLoader.load(TestSupport.class, TestSupport.class.getClassLoader())
                    .findFirst())
        .orElseThrow(
            () ->
                new UnavailableException(
                    ErrorCode.RUNTIME_UNAVAILABLE,
                    "Snakepit's core is not on the class path",
                    "add io.snakepit:snakepit-core at test scope",
                    null));
  }

  /**
   * Starts pools.
   *
   * @param config what to start
   * @param adapters are there besides those that are found on the class path
   * @param runtimes likewise
   * @return the running Snakepit, to be closed by the caller
   * @throws io.snakepit.api.ConfigurationException when two have one name, or the configuration
   *     can't be right
   */
  Snakepit start(
      SnakepitConfig config,
      Collection<? extends Adapter> adapters,
      Collection<? extends WorkerRuntime> runtimes);

  /**
   * Writes a value in the codec {@code json}, as a worker's answer.
   *
   * @param value any that {@code docs/values.md} has a row for
   * @return the payload
   * @throws io.snakepit.api.ValueException when it can't be written, naming the path
   */
  Payload encode(@Nullable Object value);

  /**
   * Reads a payload in the codec {@code json}.
   *
   * @param payload what a pool has sent
   * @return the value in its untyped form
   * @throws io.snakepit.api.ValueException when it can't be read, naming the path
   */
  @Nullable Object decode(Payload payload);
}
