package io.snakepit.bench;

import org.HdrHistogram.Histogram;

/**
 * What a contender's operations took.
 *
 * @param p50Micros half of them took at most this, in microseconds
 * @param p99Micros 99 % of them took at most this, in microseconds
 * @param perSecond units by the time of all rounds
 * @param operations how many were measured
 */
record Figures(double p50Micros, double p99Micros, double perSecond, long operations) {

  /** Sums up what was recorded in nanoseconds, within a time that was spent on it. */
  static Figures of(Histogram nanos, long spentNanos) {
    return new Figures(
        nanos.getValueAtPercentile(50) / 1e3,
        nanos.getValueAtPercentile(99) / 1e3,
        nanos.getTotalCount() / (spentNanos / 1e9),
        nanos.getTotalCount());
  }

  /** The same for operations that are several units each. */
  Figures times(int units) {
    return new Figures(p50Micros, p99Micros, perSecond * units, operations);
  }
}
