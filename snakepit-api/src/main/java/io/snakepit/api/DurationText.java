package io.snakepit.api;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

/** Spans of time for people: as configuration files have them. */
final class DurationText {

  private record Unit(String name, BigInteger nanos) {

    Unit(String name, Duration span) {
      this(name, count(span));
    }
  }

  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", Duration.ofDays(1)),
          new Unit("h", Duration.ofHours(1)),
          new Unit("m", Duration.ofMinutes(1)),
          new Unit("s", Duration.ofSeconds(1)),
          new Unit("ms", Duration.ofMillis(1)),
          new Unit("us", Duration.ofNanos(1_000)));

  private DurationText() {}

  /** It in the largest unit in which it is a whole number, as {@code 90s}. */
  static String of(Duration span) {
    if (span.isZero()) {
      return "0s";
    }
    BigInteger nanos = count(span);
    for (Unit unit : UNITS) {
      BigInteger[] parts = nanos.divideAndRemainder(unit.nanos());
      if (parts[1].signum() == 0) {
        return parts[0] + unit.name();
      }
    }
    return nanos + "ns";
  }

  /** Nanoseconds, which may be more than a long holds. */
  private static BigInteger count(Duration span) {
    return BigInteger.valueOf(span.getSeconds())
        .multiply(BigInteger.valueOf(1_000_000_000))
        .add(BigInteger.valueOf(span.getNano()));
  }
}
