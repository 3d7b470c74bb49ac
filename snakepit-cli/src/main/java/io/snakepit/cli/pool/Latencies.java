package io.snakepit.cli.pool;

import java.util.Arrays;
import java.util.Locale;

/** How long each of a known number of things took. Safe for use by several threads. */
public final class Latencies {

  private final long[] nanoseconds;
  private int count;

  /** Begins with none. */
  public Latencies(int capacity) {
    this.nanoseconds = new long[capacity];
  }

  /** Adds one. */
  public synchronized void add(long taken) {
    nanoseconds[count++] = taken;
  }

  /** How many there are. */
  public synchronized int count() {
    return count;
  }

  /** The median and the 99th percentile, for people. */
  public synchronized String text() {
    if (count == 0) {
      return "unknown";
    }
    long[] sorted = Arrays.copyOf(nanoseconds, count);
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT, "p50 %s, p99 %s", milliseconds(sorted, 50), milliseconds(sorted, 99));
  }

  /** The nearest rank. */
  private static String milliseconds(long[] sorted, int percentile) {
    int rank = (int) Math.ceil(percentile / 100.0 * sorted.length);
    return String.format(Locale.ROOT, "%.2f ms", sorted[rank - 1] / 1e6);
  }
}
