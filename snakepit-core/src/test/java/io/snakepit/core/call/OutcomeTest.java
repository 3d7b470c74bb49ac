package io.snakepit.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.CallCancelledException;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.NestedCallException;
import io.snakepit.api.PoolSaturatedException;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

/** A call has one outcome, in its time. */
class OutcomeTest {

  private static final long QUEUE_DEADLINE = 10;
  private static final long DEADLINE = 20;

  private final Timer timer = mock(Timer.class);
  private final Scheduled check = mock(Scheduled.class);
  private final CallSpec spec = mock(CallSpec.class);
  private final CallControl control = mock(CallControl.class);
  private final Attempt attempt = mock(Attempt.class);

  @BeforeEach
  void wire() {
    when(control.timer()).thenReturn(timer);
    when(control.executor()).thenReturn(Runnable::run);
    when(control.queueTimeout(any()))
        .thenReturn(new PoolSaturatedException(ErrorCode.QUEUE_TIMEOUT, "too long"));
    when(timer.schedule(anyLong(), any())).thenReturn(check);
    when(spec.tool()).thenReturn("add");
    when(spec.queueDeadline()).thenReturn(QUEUE_DEADLINE);
    when(spec.deadline()).thenReturn(DEADLINE);
  }

  @Test
  void whoComesFirstDecidesAndIsCounted() {
    UnaryCall call = async();
    call.carriedBy(attempt);
    NestedCallException first = new NestedCallException("first");

    assertThat(call.fail(first)).isTrue();
    assertThat(call.fail(new NestedCallException("second"))).isFalse();
    call.abandon(new CallCancelledException(ErrorCode.CANCELLED, "third"));
    call.succeed();

    assertThat(call.failure()).isSameAs(first);
    verify(control).ended(call, first);
    verify(control, times(1)).ended(any(), any());
    verify(attempt, never()).abandon();
  }

  @Test
  void whoWaitsIsToldBeforeAnythingIsStopped() {
    UnaryCall call = async();
    call.carriedBy(attempt);

    call.check(DEADLINE);

    InOrder order = inOrder(control, attempt);
    order.verify(control).ended(any(), any());
    order.verify(attempt).abandon();
  }

  @Test
  void itsDeadlineSaysThatItWaitedForAWorkerAgain() {
    when(control.whatItWaitsFor(any())).thenReturn("a worker");
    UnaryCall call = async();
    call.beginAttempt("worker-1");
    call.countAttempt(); // that worker died
    call.waitsAgain();

    call.check(DEADLINE);

    assertThat(call.failure())
        .hasMessageEndingWith(": its worker had died, and it was waiting again for a worker");
  }

  @Test
  void itsDeadlineSaysThatItStillWaitedWhereItHadOnlyBeenSentAhead() {
    when(control.whatItWaitsFor(any())).thenReturn("a worker");
    UnaryCall call = async();
    call.beginAttempt("worker-1");
    call.waitsAgain();

    call.check(DEADLINE);

    assertThat(call.failure()).hasMessageEndingWith(": it was still waiting for a worker");
  }

  @Test
  void itsDeadlineSaysNothingOfWaitingWhereItRuns() {
    UnaryCall call = async();
    call.beginAttempt("worker-1");
    call.waitsAgain();
    call.beginAttempt("worker-2");

    call.check(DEADLINE);

    assertThat(call.failure()).hasMessageNotContaining("waiting");
  }

  @Test
  void oneThatWasNotTakenIsNotCounted() {
    UnaryCall call = async();

    call.refuse(new NestedCallException("no"));

    assertThat(call.future()).isCompletedExceptionally();
    verify(control, never()).ended(any(), any());
  }

  @Test
  void whoCancelsWhatHangsOnTheFutureDoesNotCancelTheCall() {
    UnaryCall call = async();

    call.future().thenApply(result -> result).cancel(true);

    assertThat(call.isEnded()).isFalse();
  }

  @Test
  void theTimerIsDoneWithACallThatHasIts() {
    UnaryCall call = async();
    call.watch();
    verify(timer).schedule(anyLong(), any());
    verify(check, never()).cancel();

    call.succeed();

    verify(check).cancel();
  }

  @Test
  void theTimerIsDoneWithACallThatEndsWhileItIsGivenToIt() {
    UnaryCall call = async();
    when(timer.schedule(anyLong(), any()))
        .thenAnswer(
            scheduled -> {
              call.succeed();
              return check;
            });

    call.watch();

    verify(check).cancel();
  }

  @Test
  void oneThatIsLateAlreadyIsEndedByTheTimerAndNotByWhoMadeIt() {
    ArgumentCaptor<Runnable> look = ArgumentCaptor.forClass(Runnable.class);
    UnaryCall call = async();
    when(timer.nanoTime()).thenReturn(DEADLINE + 5);

    call.watch();

    assertThat(call.isEnded()).as("its adapter may not come back from a cancel").isFalse();
    verify(timer).schedule(eq(0L), look.capture());
    look.getValue().run();
    assertThat(call.isEnded()).isTrue();
  }

  @Test
  void aCallThatMayTakeForEverIsNothingForTheTimer() {
    when(spec.deadline()).thenReturn(Timer.NEVER);
    UnaryCall call = async();
    call.beginAttempt("worker-1");

    call.watch();

    verify(timer, never()).schedule(anyLong(), any());
  }

  @Test
  void itWaitsForItsFirstWorkerNoLongerThanItMay() {
    UnaryCall call = async();
    assertThat(call.check(QUEUE_DEADLINE - 1)).isEqualTo(QUEUE_DEADLINE);
    assertThat(call.isEnded()).isFalse();

    assertThat(call.check(QUEUE_DEADLINE)).isEqualTo(Timer.NEVER);
    assertThat(call.failure()).isInstanceOf(PoolSaturatedException.class);
    verify(control).withdraw(call);
  }

  @Test
  void onceItHasBegunItsDeadlineAloneCounts() {
    UnaryCall call = async();
    call.beginAttempt("worker-1");
    assertThat(call.check(QUEUE_DEADLINE)).isEqualTo(DEADLINE);
    assertThat(call.check(DEADLINE - 1)).isEqualTo(DEADLINE);
    assertThat(call.isEnded()).isFalse();

    assertThat(call.check(DEADLINE)).isEqualTo(Timer.NEVER);
    assertThat(call.failure()).isInstanceOf(DeadlineExceededException.class);
  }

  @Test
  void aDeadlineBeforeThatOfTheQueueIsLookedAtInTime() {
    when(spec.queueDeadline()).thenReturn(DEADLINE + 1);

    assertThat(async().check(0)).isEqualTo(DEADLINE);
  }

  @Test
  void whatAnEarlierAttemptLetsGoIsStillCarriedByTheLater() {
    UnaryCall call = async();
    Attempt later = mock(Attempt.class);
    call.carriedBy(attempt);
    call.carriedBy(later);
    call.dropped(attempt);

    call.abandon(new CallCancelledException(ErrorCode.CANCELLED, "enough"));

    verify(later).abandon();
    verify(control, never()).withdraw(any());
  }

  private UnaryCall async() {
    return UnaryCall.async(spec, control);
  }
}
