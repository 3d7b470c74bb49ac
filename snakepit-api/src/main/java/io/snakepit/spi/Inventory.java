package io.snakepit.spi;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apiguardian.api.API;

/**
 * The adapters and runtimes that a Snakepit has to choose from, for tools that show them. Safe for
 * use by several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface Inventory extends AutoCloseable {

  /**
   * Looks for them as a start does.
   *
   * @param plugins the plugin folder; empty for the class path alone
   * @return what there is, to be closed by the caller
   * @throws io.snakepit.api.ConfigurationException when the folder can't be read, or two have one
   *     name
   * @throws UnavailableException when Snakepit's core isn't there
   */
  static Inventory take(Optional<Path> plugins) {
    return ServiceLoader.load(Taker.class)
        .findFirst()
        .or(() -> ServiceLoader.load(Taker.class, Taker.class.getClassLoader()).findFirst())
        .orElseThrow(
            () ->
                new UnavailableException(
                    ErrorCode.RUNTIME_UNAVAILABLE,
                    "Snakepit's core is not on the class path",
                    "add io.snakepit:snakepit-core at run time scope",
                    null))
        .take(plugins);
  }

  /**
   * The adapters that could be loaded, usable or not.
   *
   * @return in the order of their names
   */
  List<Item<Adapter>> adapters();

  /**
   * The runtimes that could be loaded.
   *
   * @return in the order of their names
   */
  List<Item<WorkerRuntime>> runtimes();

  /**
   * The providers and plugins that can't be loaded.
   *
   * @return each once
   */
  List<Unloadable> unloadable();

  /** Closes the plugins: nothing that they provide may be used any more. Idempotent. */
  @Override
  void close();

  /**
   * A provider that could be loaded.
   *
   * @param provider the instance
   * @param version as its jar says it; empty when it doesn't
   * @param place its jar or folder of classes; empty when it isn't known
   * @param <T> its interface
   * @since 0.1.0
   */
  record Item<T>(T provider, String version, String place) {}

  /**
   * A provider or plugin that can't be loaded.
   *
   * @param name the provider's class, or the plugin's place
   * @param reason why not, one line
   * @param remedy what to do about it, one line
   * @since 0.1.0
   */
  record Unloadable(String name, String reason, String remedy) {}

  /**
   * Takes the inventory. Found through {@link ServiceLoader}; {@code snakepit-core} has the only
   * one.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  interface Taker {

    /**
     * Looks for providers.
     *
     * @param plugins the plugin folder; empty for the class path alone
     * @return what there is
     */
    Inventory take(Optional<Path> plugins);
  }
}
