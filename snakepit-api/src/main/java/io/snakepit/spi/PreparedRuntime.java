package io.snakepit.spi;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A runtime that is ready to start workers. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface PreparedRuntime {

  /**
   * Plans one worker.
   *
   * @param arguments for the worker side's entry point
   * @return what to start
   */
  LaunchPlan plan(List<String> arguments);

  /**
   * Plans a template: a process that loads what all workers need and then forks them, as {@code
   * docs/protocol/template.md} says. The core starts one a generation, and another when that is
   * gone; where it says that it can't fork, workers are started by {@link #plan}. Asked for each
   * worker; MUST give equal plans as long as one template may serve for all.
   *
   * @return empty, by default, where each worker is started by itself
   */
  default Optional<LaunchPlan> template() {
    return Optional.empty();
  }
}
