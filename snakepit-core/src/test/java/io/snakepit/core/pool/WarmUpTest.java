package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.snakepit.api.WorkerStartException;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Workers that are ready when their generation's fate has been decided. */
class WarmUpTest {

  private static final WorkerLoss LOSS =
      new WorkerLoss(WorkerLoss.Kind.GONE, "ran out of memory", null);

  private final Fleet.Crew pool = mock(Fleet.Crew.class);
  private final WarmUp warmUp = new WarmUp("default", 2, pool);
  private final PooledWorker early = mock(PooledWorker.class);
  private final PooledWorker late = mock(PooledWorker.class);

  @Test
  void theOnesOfADismissedGenerationAreSentAway() {
    warmUp.ready(early);
    assertThat(warmUp.dismiss()).containsExactly(early);

    warmUp.ready(late);
    verify(late).retire(Duration.ZERO);
    verifyNoInteractions(pool);
  }

  @Test
  void aGenerationThatBreaksBeforeItServesDoesNotBreakThePool() {
    warmUp.broken(new IllegalStateException("no memory"));
    warmUp.mended();
    warmUp.complete(new FailedStarts.Series(1, Duration.ZERO));
    verifyNoInteractions(pool);
  }

  @Test
  void theOnesOfAGenerationThatServesJoinThePool() {
    PooledWorker second = mock(PooledWorker.class);
    warmUp.ready(early);
    warmUp.ready(second);
    assertThat(warmUp.finish()).containsExactly(early, second);

    warmUp.ready(late);
    verify(pool).ready(late);
  }

  @Test
  void oneThatDiesWhenAllAreReadyEndsItAllTheSame() {
    warmUp.ready(early);
    warmUp.ready(late);
    assertThat(warmUp.complete().toCompletableFuture()).isCompleted();
    when(late.obituary(LOSS)).thenReturn(new CompletableFuture<>());
    warmUp.gone(late, LOSS);

    assertThatThrownBy(warmUp::finish)
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("out of memory");
    assertThat(warmUp.dismiss()).containsExactly(early);
    verifyNoInteractions(pool);
  }

  @Test
  void thePoolIsToldWithoutALockHeld() {
    List<Boolean> held = new ArrayList<>();
    doAnswer(told -> held.add(Thread.holdsLock(warmUp))).when(pool).ready(late);
    doAnswer(told -> held.add(Thread.holdsLock(warmUp))).when(pool).gone(early, LOSS);
    warmUp.ready(early);
    warmUp.ready(mock(PooledWorker.class));
    warmUp.finish();

    warmUp.ready(late);
    warmUp.gone(early, LOSS);
    assertThat(held).containsExactly(false, false);
  }

  @Test
  void aLateOneIsSentAwayWithoutALockHeld() {
    List<Boolean> held = new ArrayList<>();
    doAnswer(told -> held.add(Thread.holdsLock(warmUp))).when(late).retire(Duration.ZERO);
    warmUp.dismiss();

    warmUp.ready(late);
    assertThat(held).containsExactly(false);
  }

  @Test
  void aReplacementThatCannotStartIsToldToThePoolThatItServes() {
    IllegalStateException noMemory = new IllegalStateException("no memory");
    warmUp.ready(early);
    warmUp.ready(late);
    warmUp.finish();

    warmUp.notStarted(noMemory);
    verify(pool).notStarted(noMemory);

    FailedStarts.Series failed = new FailedStarts.Series(1, Duration.ZERO);
    warmUp.complete(failed);
    verify(pool).complete(failed);
  }
}
