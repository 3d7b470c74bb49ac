package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.RestartConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Too many starts in a row that came to nothing open it; a worker that is ready closes it. */
class BreakerTest {

  private final IllegalStateException last = new IllegalStateException("last");
  private final Breaker breaker =
      new Breaker(
          RestartConfig.defaults()
              .withLimit(3)
              .withJitter(0)
              .withInitialDelay(Duration.ofMillis(100))
              .withProbeInterval(Duration.ofSeconds(7)));

  @Test
  void opensAtTheLimitWithTheLastCause() {
    fail(2);
    assertThat(breaker.open()).isNull();
    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.openCause()).isNull();

    breaker.failed(last);
    assertThat(breaker.open()).isSameAs(last);
    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.openCause()).isSameAs(last);
  }

  @Test
  void opensOnceAndThenHasTheCauseOfItsLastProbe() {
    fail(3);
    breaker.open();
    breaker.failed(last);

    assertThat(breaker.open()).isNull();
    assertThat(breaker.openCause()).isSameAs(last);
  }

  @Test
  void aWorkerThatServesEndsTheStreak() {
    fail(2);
    breaker.served();
    fail(1);

    assertThat(breaker.open()).isNull();
  }

  @Test
  void aWorkerThatHasServedDoesNotCloseIt() {
    fail(3);
    breaker.open();
    breaker.served();

    assertThat(breaker.openCause()).isNotNull();
  }

  @Test
  void aWorkerThatIsReadyClosesItAndEndsTheStreak() {
    fail(3);
    breaker.open();

    assertThat(breaker.close()).isTrue();
    assertThat(breaker.openCause()).isNull();
    assertThat(breaker.delayMillis()).isZero();
  }

  @Test
  void aWorkerThatIsReadyDoesNotEndTheStreakOfOneThatIsClosed() {
    fail(2);

    assertThat(breaker.close()).isFalse();
    breaker.failed(last);
    assertThat(breaker.open()).isSameAs(last);
  }

  @Test
  void theNextStartWaitsLongerEachTimeAndTheNextProbeAlwaysAsLong() {
    assertThat(breaker.delayMillis()).isZero();
    fail(1);
    assertThat(breaker.delayMillis()).isEqualTo(100);
    fail(2);
    assertThat(breaker.delayMillis()).isEqualTo(400);
    breaker.open();
    assertThat(breaker.delayMillis()).isEqualTo(7_000);
    fail(1);
    assertThat(breaker.delayMillis()).isEqualTo(7_000);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed(new IllegalStateException("no memory"));
    }
  }
}
