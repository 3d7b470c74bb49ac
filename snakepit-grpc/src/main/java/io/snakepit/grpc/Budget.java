package io.snakepit.grpc;

import java.time.Duration;

/** A span of time that is being used up. */
final class Budget {

  private static final Duration MOST = Duration.ofDays(36_500);

  private final Duration whole;
  private final long end;

  Budget(Duration whole) {
    this.whole = whole;
    this.end = System.nanoTime() + nanos(whole);
  }

  /** Nanoseconds for a sum with {@code nanoTime}, where "for ever" must not overflow. */
  static long nanos(Duration duration) {
    return duration.compareTo(MOST) < 0 ? duration.toNanos() : MOST.toNanos();
  }

  long nanosLeft() {
    return end - System.nanoTime();
  }

  /** The whole of it, for people. */
  @Override
  public String toString() {
    return whole.toMillis() + " ms";
  }
}
