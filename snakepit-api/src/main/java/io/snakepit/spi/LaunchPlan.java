package io.snakepit.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A process to start.
 *
 * @param command the executable and its arguments
 * @param environment variables to set beside those of the JVM
 * @param removedVariables variables of the JVM not to pass on
 * @param directory where to start it; empty for the JVM's own
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record LaunchPlan(
    List<String> command,
    Map<String, String> environment,
    Set<String> removedVariables,
    Optional<Path> directory) {

  /** Copies the collections. */
  public LaunchPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    removedVariables = Set.copyOf(removedVariables);
  }
}
