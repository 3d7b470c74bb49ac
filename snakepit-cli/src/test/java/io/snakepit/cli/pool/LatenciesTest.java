package io.snakepit.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void percentilesAreNearestRanks() {
    Latencies latencies = new Latencies(200);
    for (int milliseconds = 100; milliseconds >= 1; milliseconds--) {
      latencies.add(milliseconds * 1_000_000L);
    }
    assertThat(latencies.count()).isEqualTo(100);
    assertThat(latencies.text()).isEqualTo("p50 50.00 ms, p99 99.00 ms");
  }

  @Test
  void oneIsEveryPercentile() {
    Latencies latencies = new Latencies(1);
    latencies.add(1_500_000);
    assertThat(latencies.text()).isEqualTo("p50 1.50 ms, p99 1.50 ms");
  }

  @Test
  void noneHasNoPercentile() {
    assertThat(new Latencies(1).text()).isEqualTo("unknown");
  }
}
