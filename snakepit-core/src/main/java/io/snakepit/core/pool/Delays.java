package io.snakepit.core.pool;

import io.github.resilience4j.core.IntervalFunction;
import io.snakepit.api.RestartConfig;

/** How long to wait after starts that came to nothing. */
final class Delays {

  private final IntervalFunction function;

  Delays(RestartConfig config) {
    this.function =
        config.jitter() > 0
            ? IntervalFunction.ofExponentialRandomBackoff(
                config.initialDelay(), 2, Math.min(config.jitter(), 0.99), config.maxDelay())
            : IntervalFunction.ofExponentialBackoff(config.initialDelay(), 2, config.maxDelay());
  }

  /**
   * The delay after as many in a row.
   *
   * @return milliseconds
   */
  long millisAfter(int failures) {
    return function.apply(failures);
  }
}
