package io.snakepit.core.pool;

import io.snakepit.core.time.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Starts that failed since a fleet had all of its workers. Not safe for use by several threads. */
final class FailedStarts {

  private final Timer timer;
  private int starts;
  private long since;

  FailedStarts(Timer timer) {
    this.timer = timer;
  }

  /**
   * What it took to have all workers.
   *
   * @param starts how many had failed, at least one
   * @param time since the first of these
   */
  record Series(int starts, Duration time) {}

  /** One more has failed. */
  void add() {
    if (starts == 0) {
      since = timer.nanoTime();
    }
    starts++;
  }

  /** All workers are there: begins anew; answers what it took, null when none had failed. */
  @Nullable Series end() {
    if (starts == 0) {
      return null;
    }
    Series series = new Series(starts, Duration.ofNanos(timer.nanoTime() - since));
    starts = 0;
    return series;
  }
}
