package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.PoolClosedException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.SessionException;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** A call of a session that comes back, or is given up, when it hasn't the turn. */
class SessionTurnsTest {

  private final AttemptOwner owner = mock(AttemptOwner.class);
  private final PoolErrors errors = new PoolErrors("default", mock(PoolConfig.class));
  private final Dispatcher dispatcher = new Dispatcher(owner, PoolConfig.builder().build(), errors);
  private final PooledSession session = new PooledSession("one", mock(DefaultPool.class), errors);
  private final PooledWorker worker =
      new PooledWorker(
          "w-1", mock(Generation.class), mock(Worker.class), null, mock(Timer.class), 0, 0);
  private final PendingCall call = call();

  @Test
  void doesNotTakeTheTurnFromTheOneThatHasIt() {
    PendingCall running = call();
    session.pin(worker);
    session.turn = running;
    dispatcher.requeue(call);
    assertThat(session.turn).isSameAs(running);
    assertThat(session.waiting.peekFirst()).isSameAs(call);
  }

  @Test
  void waitsForTheRestorationThatRunsAlready() {
    restoring();
    dispatcher.requeue(call);
    verify(owner, never()).restore(any());
    assertThat(session.waiting.peekFirst()).isSameAs(call);
  }

  @Test
  void doesNotWaitForTheEndOfAWorkerThatOnlyLeaves() {
    session.onRestore(stage -> {});
    session.pin(worker);
    worker.advanceTo(Standing.LEAVING);
    dispatcher.requeue(call);
    verify(owner).restore(any());
    assertThat(session.waiting.peekFirst()).isSameAs(call);
  }

  @Test
  void thatIsGivenUpWhileItWaitsLeavesTheOthersTheirOrder() {
    PendingCall running = call();
    PendingCall second = call();
    when(second.unlink()).thenCallRealMethod();
    session.pin(worker);
    session.turn = running;
    dispatcher.submit(call);
    dispatcher.submit(second);
    dispatcher.withdraw(second);
    assertThat(dispatcher.load().queued()).isEqualTo(1);
    assertThat(session.turn).isSameAs(running);
    assertThat(session.waiting.peekFirst()).isSameAs(call);
  }

  @Test
  void keepsNothingOfAStreamThatHasEnded() {
    PendingCall stream = call();
    when(stream.spec().stream()).thenReturn(true);
    when(stream.unlink()).thenCallRealMethod();
    dispatcher.submit(stream);
    assertThat(session.stream).isSameAs(stream);
    when(stream.isEnded()).thenReturn(true);
    dispatcher.withdraw(stream);
    assertThat(session.turn).isNull();
    assertThat(session.stream).isNull(); // nor, by that, of its arguments and items
  }

  @Test
  void staysWhereItRunsUntilItHasEnded() {
    session.pin(worker);
    session.turn = call;
    dispatcher.leave(worker);
    assertThat(session.worker).isSameAs(worker);
  }

  @Test
  void doesNotWaitForTheEndOfAStageOfItsOwnSession() {
    PooledSession stage = session.newStage();
    stage.pin(worker);
    assertThat(dispatcher.close(stage)).isTrue();
    dispatcher.submit(call);
    assertThat(session.turn).isSameAs(call);
  }

  @Test
  void doesNotRunWhereNothingOfTheStateIsThatWasRestored() {
    SessionRestoration restoration = restoring();
    dispatcher.submit(call);
    restoration.stage().unpin(); // its worker died after the last of the steps
    dispatcher.restored(restoration);
    verify(call).fail(any(SessionException.class));
    assertThat(session.restoration).isNull();
  }

  @Test
  void thatNobodyMakesIsNoReasonToRestoreOnceMore() {
    SessionRestoration restoration = restoring();
    worker.advanceTo(Standing.LEAVING);
    restoration.stage().unpin();
    dispatcher.restored(restoration);
    verify(owner, never()).restore(any());
  }

  @Test
  void aSessionIsInUseWhileItIsRestored() {
    restoring();
    assertThat(session.idleFor(100)).isZero();
  }

  @Test
  void aStageEndsWhereItsSessionTakesOver() {
    PooledSession stage = restoring().stage();
    session.adopt(stage);
    assertThat(stage.isClosed()).isTrue(); // for a step that has kept it
    assertThat(worker.sessions).containsExactly(session);
  }

  @Test
  void aSessionThatIsRestoredHasSomethingToEnd() {
    restoring();
    assertThat(dispatcher.close(session)).isTrue();
  }

  @Test
  void aClosedSessionKeepsItsWorkerUntilItsLastCallHasEnded() {
    session.pin(worker);
    session.turn = call;
    dispatcher.close(session);
    dispatcher.ended(session);
    assertThat(worker.sessions).containsExactly(session);
  }

  private SessionRestoration restoring() {
    session.onRestore(step -> {});
    SessionRestoration restoration = new SessionRestoration(session, null);
    session.restoration = restoration;
    restoration.stage().pin(worker);
    return restoration;
  }

  @Test
  void failsWithItsPoolAlsoWhileItWaitsForTheEndOfTheSessionBefore() {
    PooledSession before = new PooledSession("one", mock(DefaultPool.class), errors);
    before.pin(worker);
    dispatcher.close(before);
    dispatcher.submit(call);
    PoolClosedException closed = new PoolClosedException("closed");
    dispatcher.giveUp(any -> closed);
    verify(call).fail(closed);
  }

  /** Who waits for a call has its failure say where the call was made. */
  @Test
  void eachCallThatFailsWithItsSessionHasAFailureOfItsOwn() {
    PendingCall second = call();
    session.pin(worker);
    session.turn = call();
    dispatcher.submit(call);
    dispatcher.submit(second);
    dispatcher.remove(worker);
    assertThat(failureOf(call))
        .hasMessageContaining("lost its state")
        .isNotSameAs(failureOf(second));
    dispatcher.submit(call()); // the loss is told once
    assertThat(dispatcher.load().queued()).isEqualTo(1);
  }

  @Test
  void eachCallWhoseSessionIsNotRestoredHasAFailureOfItsOwn() {
    PendingCall second = call();
    SessionRestoration restoration = restoring();
    dispatcher.submit(call);
    dispatcher.submit(second);
    dispatcher.notRestored(restoration, session.notRestored(new IllegalStateException("no model")));
    assertThat(failureOf(call)).hasMessageContaining("no model").isNotSameAs(failureOf(second));
  }

  private static SnakepitException failureOf(PendingCall failed) {
    ArgumentCaptor<SnakepitException> failure = ArgumentCaptor.captor();
    verify(failed).fail(failure.capture());
    return failure.getValue();
  }

  /** As when the pool takes no calls any more. */
  @Test
  void whatEndsASessionLetsItsWorkerGoAlthoughItCouldNotRun() {
    session.pin(worker);
    assertThat(dispatcher.close(session)).isTrue();
    dispatcher.ended(session);
    assertThat(worker.sessions).isEmpty();
  }

  private PendingCall call() {
    CallSpec spec = mock(CallSpec.class);
    when(spec.session()).thenReturn(session);
    when(spec.arguments()).thenReturn(Payload.of(new byte[0]));
    PendingCall call = mock(PendingCall.class);
    when(call.spec()).thenReturn(spec);
    return call;
  }
}
