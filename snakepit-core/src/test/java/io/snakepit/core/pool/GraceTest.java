package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.Capability;
import io.snakepit.api.PoolConfig;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.host.HostToolInvoker;
import io.snakepit.core.time.ManualTimer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long code may run on that nobody waits for (S3). */
class GraceTest {

  private final ManualTimer timer = new ManualTimer();
  private final PoolConfig config =
      PoolConfig.builder().timeouts(t -> t.withCancelGrace(Duration.ofSeconds(1))).build();
  private final CallFlow flow =
      new CallFlow(
          "default",
          config,
          new PoolErrors("default", config),
          new PoolCounters(),
          mock(HostToolInvoker.class),
          timer);
  private final Generation generation = mock(Generation.class);
  private final WorkerAttempt attempt = mock(WorkerAttempt.class, RETURNS_DEEP_STUBS);

  @BeforeEach
  void begin() {
    when(generation.can(Capability.CANCELLATION)).thenReturn(true);
    PooledWorker worker = new PooledWorker("w-1", generation, mock(), null, timer, 0, 1);
    when(attempt.worker()).thenReturn(worker);
    doAnswer(again -> flow.afterGrace(attempt)).when(attempt).renewGrace();
  }

  @Test
  void codeThatRunsHasItOnce() {
    flow.afterGrace(attempt);
    timer.turn(Duration.ofSeconds(1));

    assertThat(timer.isSet()).isFalse();
    verify(attempt, never()).renewGrace();
  }

  @Test
  void whatWaitsForOthersHasItAgainAndTheWholeOfItWhenTheyAreDone() {
    when(attempt.waitsForEarlier()).thenReturn(true);
    flow.afterGrace(attempt);
    timer.turn(Duration.ofSeconds(60).plusMillis(999));
    assertThat(timer.isSet()).isTrue();

    when(attempt.waitsForEarlier()).thenReturn(false);
    timer.turn(Duration.ofMillis(1)); // its worker is about to read that it is given up
    assertThat(timer.isSet()).isTrue();
    timer.turn(Duration.ofSeconds(1));
    assertThat(timer.isSet()).isFalse();
  }

  @Test
  void whatWaitsAndCannotBeCancelledIsLookedAtNowAndThen() {
    when(generation.can(any())).thenReturn(false);
    when(attempt.waitsForEarlier()).thenReturn(true);
    flow.afterGrace(attempt);
    timer.turn(Duration.ofMillis(99));
    verify(attempt, never()).renewGrace();
    timer.turn(Duration.ofMillis(1));
    verify(attempt).renewGrace();
  }
}
