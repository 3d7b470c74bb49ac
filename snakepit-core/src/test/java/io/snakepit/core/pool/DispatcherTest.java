package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.PoolBrokenException;
import io.snakepit.api.PoolClosedException;
import io.snakepit.api.PoolConfig;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls and workers that come when something else has just happened. */
class DispatcherTest {

  private final PoolClosedException closed = new PoolClosedException("closed");
  private final PoolBrokenException broken = new PoolBrokenException("broken", closed);
  private final PendingCall call = call();
  private final Dispatcher dispatcher =
      new Dispatcher(
          mock(AttemptOwner.class),
          PoolConfig.builder().build(),
          new PoolErrors("default", mock(PoolConfig.class)));

  @Test
  void aCallThatHasEndedWaitsForNothing() {
    when(call.isEnded()).thenReturn(true);
    dispatcher.postpone(call);
    assertThat(dispatcher.load().queued()).isZero();
    dispatcher.requeue(call);
    assertThat(dispatcher.load().queued()).isZero();
  }

  @Test
  void aWorkerThatComesWhenAllIsOverIsNotTaken() {
    dispatcher.close(any -> closed);
    assertThat(dispatcher.add(worker(1))).isFalse();
  }

  @Test
  void aWorkerThatDiedBeforeItTookOverIsNotKept() {
    PooledWorker dead = worker(2);
    dead.markDead();
    PooledWorker alive = worker(2);
    dispatcher.takeOver(List.of(dead, alive));
    assertThat(dispatcher.workers()).containsExactly(alive);
  }

  @Test
  void aWorkerThatHasSettledWhatItWasToStopIsLeftAlone() {
    PooledWorker worker = worker(1);
    dispatcher.add(worker);
    WorkerAttempt settled = mock(WorkerAttempt.class);
    when(settled.worker()).thenReturn(worker);
    assertThat(dispatcher.condemn(settled)).isEmpty();
    assertThat(dispatcher.load().idle()).isEqualTo(1);
  }

  @Test
  void aBrokenPoolTakesCallsAgainWhenOthersTakeOver() {
    dispatcher.giveUp(any -> broken);
    PooledWorker full = worker(2);
    full.advanceTo(Standing.SHUT);
    dispatcher.takeOver(List.of(full));
    dispatcher.submit(call);
    verify(call, never()).refuse(any());
    assertThat(dispatcher.load().queued()).isEqualTo(1);
  }

  @Test
  void aPoolThatBreaksFailsAllCallsOfASessionAndLeavesItNoneToWaitFor() {
    PooledSession session =
        new PooledSession(
            "one", mock(DefaultPool.class), new PoolErrors("default", mock(PoolConfig.class)));
    when(call.spec().session()).thenReturn(session);
    PendingCall second = call();
    when(second.spec().session()).thenReturn(session);
    dispatcher.submit(call);
    dispatcher.submit(second);

    dispatcher.giveUp(any -> broken);
    verify(call).fail(broken);
    verify(second).fail(broken);

    dispatcher.hopeAgain();
    PendingCall third = call();
    when(third.spec().session()).thenReturn(session);
    dispatcher.submit(third);
    assertThat(session.turn).isSameAs(third);
  }

  @Test
  void aClosedPoolDoesNotBreakAnyMore() {
    dispatcher.close(any -> closed);
    dispatcher.giveUp(any -> broken);
    dispatcher.hopeAgain();
    dispatcher.submit(call);
    verify(call).refuse(closed);
  }

  @Test
  void itIsNotQuietBeforeTheLastObituaryIsWritten() throws InterruptedException {
    dispatcher.mourn(call);
    assertThat(dispatcher.awaitQuiet(0)).isFalse();
    dispatcher.mournedEnough(call);
    assertThat(dispatcher.awaitQuiet(0)).isTrue();
  }

  private static PendingCall call() {
    CallSpec spec = mock(CallSpec.class);
    when(spec.arguments()).thenReturn(Payload.of(new byte[0]));
    PendingCall call = mock(PendingCall.class);
    when(call.spec()).thenReturn(spec);
    return call;
  }

  private static PooledWorker worker(int number) {
    Generation generation = mock(Generation.class);
    when(generation.number()).thenReturn(number);
    return new PooledWorker("w-1", generation, mock(Worker.class), null, mock(Timer.class), 0, 0);
  }
}
