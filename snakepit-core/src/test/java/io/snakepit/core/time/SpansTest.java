package io.snakepit.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Spans of time of any length, in what waits can count with. */
class SpansTest {

  private static final Duration CENTURY = Duration.ofDays(36_500);

  @Test
  void ofMoreThanAHundredYearsAHundredAreTaken() {
    Duration forEver = ChronoUnit.FOREVER.getDuration();

    assertThat(Spans.bounded(forEver)).isEqualTo(CENTURY);
    assertThat(Spans.nanos(forEver)).isEqualTo(CENTURY.toNanos());
    assertThat(Spans.millis(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(CENTURY.toMillis());
    assertThat(Spans.wholeMillis(forEver)).isEqualTo(CENTURY);
    assertThat(System.nanoTime() + Spans.nanos(forEver)).isGreaterThan(System.nanoTime());
  }

  @Test
  void othersAreTakenAsTheyAre() {
    assertThat(Spans.nanos(Duration.ofNanos(1))).isEqualTo(1);
    assertThat(Spans.nanos(Duration.ZERO)).isZero();
    assertThat(Spans.millis(Duration.ofSeconds(2))).isEqualTo(2_000);
    assertThat(Spans.bounded(Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aPartOfAMillisecondIsAWholeOne() {
    assertThat(Spans.millis(Duration.ofNanos(1))).isEqualTo(1);
    assertThat(Spans.millis(Duration.ofNanos(1_500_000))).isEqualTo(2);
    assertThat(Spans.millis(Duration.ZERO)).isZero();
    assertThat(Spans.wholeMillis(Duration.ofNanos(500_000))).isEqualTo(Duration.ofMillis(1));
  }
}
