package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.RestartConfig;
import org.junit.jupiter.api.Test;

/** Too many starts in a row that came to nothing open it; one that serves closes it. */
class BreakerTest {

  private final Breaker breaker = new Breaker(RestartConfig.defaults().withLimit(3));

  @Test
  void opensAtTheLimitWithTheLastCause() {
    IllegalStateException last = new IllegalStateException("third");
    breaker.failed(new IllegalStateException("first"));
    breaker.failed(new IllegalStateException("second"));
    assertThat(breaker.openCause()).isNull();
    breaker.failed(last);
    assertThat(breaker.openCause()).isSameAs(last);
    assertThat(breaker.streak()).isEqualTo(3);
  }

  @Test
  void aWorkerThatServesEndsTheStreak() {
    breaker.failed(new IllegalStateException("first"));
    breaker.failed(new IllegalStateException("second"));
    breaker.served();
    breaker.failed(new IllegalStateException("third"));
    assertThat(breaker.openCause()).isNull();
    assertThat(breaker.streak()).isEqualTo(1);
  }
}
