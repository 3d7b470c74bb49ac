package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.RetryConfig;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.call.SessionRef;
import io.snakepit.core.time.Timer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a call is made again. */
class RetriesTest {

  private final PendingCall call = mock(PendingCall.class);
  private final CallSpec spec = mock(CallSpec.class);

  @BeforeEach
  void mayBeMadeAgain() {
    when(spec.idempotent()).thenReturn(true);
    when(spec.deadline()).thenReturn(Timer.NEVER);
    when(call.spec()).thenReturn(spec);
  }

  @Test
  void theDelayDoublesWithEachAttempt() {
    Retries retries = new Retries(new RetryConfig(5, Duration.ofMillis(10)));

    assertThat(delay(retries, 1)).isEqualTo(Duration.ofMillis(10));
    assertThat(delay(retries, 2)).isEqualTo(Duration.ofMillis(20));
    assertThat(delay(retries, 3)).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void aDelayTooLongToCountIsThatOfTheLongest() {
    Retries retries = new Retries(new RetryConfig(5, Duration.ofSeconds(Long.MAX_VALUE)));

    assertThat(delay(retries, 2)).isGreaterThan(Duration.ofDays(36_499));
  }

  @Test
  void whatDidHarmMadeTwiceIsMadeOnce() {
    when(spec.idempotent()).thenReturn(false);
    assertThat(isMadeAgain()).isFalse();
  }

  @Test
  void whatNeedsTheStateThatDiedIsMadeOnce() {
    when(spec.session()).thenReturn(mock(SessionRef.class));
    assertThat(isMadeAgain()).isFalse();
  }

  @Test
  void whatItsCallerHasSeenTheBeginningOfIsMadeOnce() {
    when(call.hasDelivered()).thenReturn(true);
    assertThat(isMadeAgain()).isFalse();
  }

  @Test
  void whatWouldComeTooLateIsNotMadeAgain() {
    when(spec.deadline()).thenReturn(Duration.ofMillis(10).toNanos());
    assertThat(isMadeAgain()).isFalse();
    when(spec.deadline()).thenReturn(Duration.ofMillis(11).toNanos());
    assertThat(isMadeAgain()).isTrue();
  }

  private boolean isMadeAgain() {
    Retries retries = new Retries(new RetryConfig(5, Duration.ofMillis(10)));
    when(call.attempts()).thenReturn(1);
    return retries.delayOf(call, 0).isPresent();
  }

  private Duration delay(Retries retries, int attempts) {
    when(call.attempts()).thenReturn(attempts);
    return Duration.ofNanos(retries.delayOf(call, 0).orElseThrow());
  }
}
