package io.snakepit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void percentilesAreInMicrosecondsAndTheRateIsBySecond() {
    Histogram nanos = new Histogram(3);
    for (int micros = 1; micros <= 100; micros++) {
      nanos.recordValue(micros * 1_000L);
    }

    Figures figures = Figures.of(nanos, 500_000_000);

    assertThat(figures.p50Micros()).isCloseTo(50, within(0.1));
    assertThat(figures.p99Micros()).isCloseTo(99, within(0.2));
    assertThat(figures.perSecond()).isCloseTo(200, within(1e-9));
    assertThat(figures.operations()).isEqualTo(100);
  }

  @Test
  void oneSlowOperationInAHundredIsBeyondTheNinetyNinthPercentile() {
    Histogram nanos = new Histogram(3);
    nanos.recordValueWithCount(10_000, 99);
    nanos.recordValue(1_000_000_000);

    assertThat(Figures.of(nanos, 1).p99Micros()).isCloseTo(10, within(0.1));
  }
}
