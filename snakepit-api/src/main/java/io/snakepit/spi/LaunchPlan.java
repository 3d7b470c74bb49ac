package io.snakepit.spi;

import java.nio.file.Path;
import java.util.HashMap;
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
 * @param showsStacks whether it answers {@code SIGQUIT} by writing to descriptor 2 what its threads
 *     do, and goes on; a JVM does, for one. It is asked to before it is killed because it hangs
 * @param makesGroup whether it makes a process group of its own first of all, and lets go of a
 *     terminal that it has from the JVM. What doesn't is made the leader of a session, which makes
 *     calls dearer where the system schedules by sessions
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record LaunchPlan(
    List<String> command,
    Map<String, String> environment,
    Set<String> removedVariables,
    Optional<Path> directory,
    boolean showsStacks,
    boolean makesGroup) {

  /** Copies the collections. */
  public LaunchPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    removedVariables = Set.copyOf(removedVariables);
  }

  /**
   * Plans a process that doesn't show stacks, nor makes a group.
   *
   * @param command the executable and its arguments
   * @param environment variables to set beside those of the JVM
   * @param removedVariables variables of the JVM not to pass on
   * @param directory where to start it; empty for the JVM's own
   */
  public LaunchPlan(
      List<String> command,
      Map<String, String> environment,
      Set<String> removedVariables,
      Optional<Path> directory) {
    this(command, environment, removedVariables, directory, false, false);
  }

  /**
   * Makes a copy with further variables.
   *
   * @param variables name to value; they win over what is there
   * @return the copy
   */
  public LaunchPlan withEnvironment(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new LaunchPlan(command, all, removedVariables, directory, showsStacks, makesGroup);
  }
}
