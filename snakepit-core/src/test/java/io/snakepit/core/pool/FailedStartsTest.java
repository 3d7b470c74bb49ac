package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.core.time.ManualTimer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What it took until all workers were there. */
class FailedStartsTest {

  private final ManualTimer timer = new ManualTimer();
  private final FailedStarts failed = new FailedStarts(timer);

  @Test
  void withoutAnyThereIsNothingToSay() {
    assertThat(failed.end()).isNull();
  }

  @Test
  void theTimeIsThatSinceTheFirst() {
    timer.turn(Duration.ofSeconds(1));
    failed.add();
    timer.turn(Duration.ofSeconds(2));
    failed.add();
    timer.turn(Duration.ofSeconds(3));

    assertThat(failed.end()).isEqualTo(new FailedStarts.Series(2, Duration.ofSeconds(5)));
  }

  @Test
  void theNextSeriesBeginsAnew() {
    failed.add();
    failed.end();
    assertThat(failed.end()).isNull();

    timer.turn(Duration.ofSeconds(2));
    failed.add();
    assertThat(failed.end()).isEqualTo(new FailedStarts.Series(1, Duration.ZERO));
  }
}
