package io.snakepit.core.pool;

import io.github.resilience4j.core.IntervalFunction;
import io.snakepit.api.RestartConfig;
import io.snakepit.core.time.Spans;

/** How long to wait after starts that came to nothing. */
final class Delays {

  private final IntervalFunction function;

  Delays(RestartConfig config) {
    this.function =
        IntervalFunction.ofExponentialRandomBackoff(
            Spans.wholeMillis(config.initialDelay()),
            2,
            config.jitter(),
            Spans.wholeMillis(config.maxDelay()));
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
