package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.RestartConfig;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How delays grow, and by how much they vary. */
class DelaysTest {

  private static final RestartConfig CONFIG =
      RestartConfig.defaults()
          .withInitialDelay(Duration.ofSeconds(10))
          .withMaxDelay(Duration.ofSeconds(50));

  @Test
  void withoutJitterTheyDoubleUpToTheLongest() {
    Delays delays = new Delays(CONFIG.withJitter(0));

    assertThat(IntStream.rangeClosed(1, 5).mapToLong(delays::millisAfter))
        .containsExactly(10_000L, 20_000L, 40_000L, 50_000L, 50_000L);
  }

  @Test
  void theyVaryByTheShareThatIsConfigured() {
    LongSummaryStatistics some = firstDelays(CONFIG.withJitter(0.2));
    assertThat(some.getMin()).isBetween(8_000L, 8_500L);
    assertThat(some.getMax()).isBetween(11_500L, 12_000L);
  }

  @Test
  void theyMayVaryByAllOfIt() {
    LongSummaryStatistics all = firstDelays(CONFIG.withJitter(1));
    assertThat(all.getMin()).isBetween(1L, 99L); // a share of 0.99 leaves 100
    assertThat(all.getMax()).isBetween(19_500L, 20_000L);
  }

  private static LongSummaryStatistics firstDelays(RestartConfig config) {
    Delays delays = new Delays(config);
    return LongStream.generate(() -> delays.millisAfter(1)).limit(10_000).summaryStatistics();
  }
}
