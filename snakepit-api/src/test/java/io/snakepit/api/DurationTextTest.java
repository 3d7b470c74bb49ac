package io.snakepit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spans of time are told as a configuration file has them. */
class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT30S, 30s",
    "PT1M30S, 90s",
    "PT1M, 1m",
    "PT48H, 2d",
    "PT36H, 36h",
    "PT0.5S, 500ms",
    "PT-0.000000001S, -1ns",
    "PT0.000002S, 2us"
  })
  void theLargestUnitThatFitsIsTaken(Duration span, String text) {
    assertThat(DurationText.of(span)).isEqualTo(text);
  }

  @Test
  void noSpanIsTooLong() {
    assertThat(DurationText.of(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE + "s");
    assertThat(DurationText.of(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE + "s");
  }

  @Test
  void soDoTheErrors() {
    assertThatThrownBy(() -> QueueConfig.defaults().withTimeout(Duration.ZERO))
        .hasMessage("queue.timeout must be positive, not 0s");
    assertThatThrownBy(() -> RestartConfig.defaults().withInitialDelay(Duration.ofSeconds(90)))
        .hasMessage("restart.max-delay must not be less than restart.initial-delay (90s), not 30s");
    assertThatThrownBy(() -> Call.of("add").timeout(Duration.ofMillis(-1)))
        .hasMessage("a timeout must be positive, not -1ms");
  }
}
