package io.snakepit.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/**
 * A span of time that is being used up.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Budget {

  private static final Duration MOST = Duration.ofDays(36_500);

  private final Duration whole;
  private final long end;

  /**
   * Begins to use it up.
   *
   * @param whole how long it is; of more than a hundred years, a hundred are taken
   */
  public Budget(Duration whole) {
    this.whole = whole;
    this.end = System.nanoTime() + nanos(whole);
  }

  /** Nanoseconds for a sum with {@code nanoTime}, where "for ever" must not overflow. */
  static long nanos(Duration duration) {
    return duration.compareTo(MOST) < 0 ? duration.toNanos() : MOST.toNanos();
  }

  /**
   * What is left.
   *
   * @return nanoseconds, 0 or less when it is used up
   */
  public long nanosLeft() {
    return end - System.nanoTime();
  }

  /**
   * What is left, for waits that know no nanoseconds.
   *
   * @return milliseconds, at least 1: 0 often means for ever
   */
  public long millisLeft() {
    return Math.max(TimeUnit.NANOSECONDS.toMillis(nanosLeft()) + 1, 1);
  }

  /** The whole of it, for people. */
  @Override
  public String toString() {
    return whole.toMillis() + " ms";
  }
}
