package io.snakepit.core.time;

import java.time.Duration;

/** Spans of time of any length, in what timers and waits can count with. */
public final class Spans {

  /** A sum of two and the clock still is a long. */
  private static final Duration MOST = Duration.ofDays(36_500);

  private Spans() {}

  /** It, or a hundred years when it is longer. */
  public static Duration bounded(Duration span) {
    return span.compareTo(MOST) < 0 ? span : MOST;
  }

  /** Nanoseconds of at most a hundred years. */
  public static long nanos(Duration span) {
    return bounded(span).toNanos();
  }

  /** Milliseconds of at most a hundred years; a part of one is a whole one. */
  public static long millis(Duration span) {
    return -Math.floorDiv(-nanos(span), 1_000_000);
  }

  /** It in whole milliseconds. */
  public static Duration wholeMillis(Duration span) {
    return Duration.ofMillis(millis(span));
  }
}
