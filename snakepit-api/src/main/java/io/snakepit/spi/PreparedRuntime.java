package io.snakepit.spi;

import java.util.List;
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
}
