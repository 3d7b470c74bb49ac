package io.snakepit.api;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apiguardian.api.API;

/**
 * The implementation behind {@link Snakepit#start} and {@link SnakepitConfig#load}. Found through
 * {@link ServiceLoader}; {@code snakepit-core} has the only one.
 *
 * @since 0.1.0
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface SnakepitProvider {

  /**
   * Starts pools.
   *
   * @param config what to start
   * @return the running Snakepit
   */
  Snakepit start(SnakepitConfig config);

  /**
   * Reads a configuration file.
   *
   * @param file the file
   * @return what it says
   * @throws ConfigurationException listing everything that can't be right
   */
  SnakepitConfig read(Path file);

  /**
   * Finds the implementation.
   *
   * @return the first that the context class loader or this class's own sees; the thread may be of
   *     another application, and what that has for a Snakepit of its own is none here
   * @throws UnavailableException when there is none, naming the artifact to add
   */
  static SnakepitProvider load() {
    return ofContext()
        .or(
            () ->
                ServiceLoader.load(SnakepitProvider.class, SnakepitProvider.class.getClassLoader())
                    .findFirst())
        .orElseThrow(
            () ->
                new UnavailableException(
                    ErrorCode.RUNTIME_UNAVAILABLE,
                    "Snakepit's core is not on the class path",
                    "add io.snakepit:snakepit-core, an adapter (io.snakepit:snakepit-stdio) and a"
                        + " runtime (io.snakepit:snakepit-python-runtime) at run time scope",
                    null));
  }

  /** Whatever is wrong with it: if it is the own one, it is found to be so again. */
  private static Optional<SnakepitProvider> ofContext() {
    try {
      return ServiceLoader.load(SnakepitProvider.class).findFirst();
    } catch (ServiceConfigurationError other) {
      return Optional.empty();
    }
  }
}
