package io.snakepit.core.pool;

import io.github.resilience4j.core.IntervalFunction;
import io.snakepit.api.RestartConfig;
import io.snakepit.core.time.Spans;
import java.time.Duration;

/** How long to wait after starts that came to nothing. */
final class Delays {

  private final IntervalFunction function;

  Delays(RestartConfig config) {
    Duration first = Spans.wholeMillis(config.initialDelay());
    Duration most = Spans.wholeMillis(config.maxDelay());
    this.function =
        config.jitter() > 0
            ? IntervalFunction.ofExponentialRandomBackoff(
                first, 2, Math.min(config.jitter(), 0.99), most)
            : IntervalFunction.ofExponentialBackoff(first, 2, most);
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
