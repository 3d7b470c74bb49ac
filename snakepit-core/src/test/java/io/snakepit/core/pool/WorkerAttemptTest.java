package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerLoss;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

/** One call on one worker. */
class WorkerAttemptTest {

  private final PendingCall call = mock(PendingCall.class);
  private final PooledWorker worker = mock(PooledWorker.class);
  private final Worker spi = mock(Worker.class);
  private final Exchange exchange = mock(Exchange.class);
  private final AttemptOwner owner = mock(AttemptOwner.class);
  private final WorkerAttempt attempt = new WorkerAttempt(call, worker, 1, 0, owner);

  @BeforeEach
  void wire() {
    when(worker.spi()).thenReturn(spi);
  }

  @Test
  void argumentsThatTheHeapDoesNotHoldTwiceAreAnOutcomeAndFreeTheWorker() {
    Codec before = mock(Codec.class);
    when(before.decode(any())).thenThrow(new OutOfMemoryError("Java heap space"));
    CallSpec spec = mock(CallSpec.class);
    when(spec.tool()).thenReturn("add");
    when(spec.codec()).thenReturn(before);
    when(call.spec()).thenReturn(spec);
    Generation next = mock(Generation.class);
    when(next.codec()).thenReturn(mock(Codec.class));
    when(worker.generation()).thenReturn(next);

    assertThat(attempt.begin()).as("settled").isTrue();

    ArgumentCaptor<SnakepitException> told = ArgumentCaptor.forClass(SnakepitException.class);
    verify(call).fail(told.capture());
    assertThat(told.getValue().code()).isEqualTo(ErrorCode.UNREPRESENTABLE_ARGUMENT);
    assertThat(told.getValue()).hasMessageContaining("'add'").hasMessageContaining("heap space");
    verify(spi, never()).begin(any(), any(), any());
  }

  @Test
  void whatSettlesInTimeLeavesNothingToTheTimer() {
    when(call.isEnded()).thenReturn(true);
    Scheduled grace = mock(Scheduled.class);
    when(owner.afterGrace(attempt)).thenReturn(grace);

    attempt.abandon();
    verify(grace, never()).cancel();
    attempt.onSettled();
    verify(grace).cancel();
  }

  @Test
  void whatHasSettledIsGivenNoGraceAnyMore() {
    when(call.isEnded()).thenReturn(true);
    attempt.onSettled();

    attempt.abandon();

    verify(owner, never()).afterGrace(any());
  }

  @Test
  void theHostToolsOfACallThatIsGivenUpAreInterruptedAtOnce() {
    FutureTask<?> tool = hostTool();

    assertThat(attempt.awaitsHost()).isTrue();
    attempt.abandon();
    assertThat(tool.isCancelled()).isTrue();
  }

  @Test
  void theHostToolsOfACallThatHasItsOutcomeAreInterruptedAtOnce() {
    FutureTask<?> tool = hostTool();

    attempt.onComplete();

    assertThat(tool.isCancelled()).isTrue();
  }

  @Test
  void theHostToolsOfACallThatFailsAreInterruptedAtOnce() {
    FutureTask<?> tool = hostTool();

    attempt.onFailure(Failure.of(Failure.Kind.LOST, "end of stream", null));

    assertThat(tool.isCancelled()).isTrue();
  }

  @Test
  void noHostToolOutlivesTheCodeThatCalledIt() {
    FutureTask<?> tool = hostTool();
    when(call.isEnded()).thenReturn(true);

    attempt.onSettled(); // without an outcome, which nobody waits for

    assertThat(tool.isCancelled()).isTrue();
  }

  @Test
  void aNestedCallThatItsWorkerGivesBackIsNoBrokenPromise() {
    WorkerAttempt nested = new WorkerAttempt(call, worker, 2, 1, owner);
    Failure withdrawn = Failure.of(Failure.Kind.WITHDRAWN, "call 1 has ended", null);

    nested.onFailure(withdrawn);

    verify(owner).failed(nested, withdrawn);
    verify(worker, never()).kill(any(), any());
  }

  @Test
  void aCallIsLetGoBeforeItIsDecidedWhatBecomesOfIt() {
    attempt.onFailure(Failure.of(Failure.Kind.LOST, "end of stream", null));

    InOrder order = inOrder(call, owner); // else who gave it up would look for it here
    order.verify(call).dropped(attempt);
    order.verify(owner).failed(any(), any());
  }

  @ParameterizedTest
  @EnumSource(Failure.Kind.class)
  void aWorkerHasServedNoCallThatItOnlyHeld(Failure.Kind kind) {
    when(worker.queues()).thenReturn(true); // so that it says when one begins
    attempt.abandon();

    attempt.onFailure(new Failure(kind, "for the test", null, null));

    assertThat(attempt.hasRun()).isEqualTo(kind == Failure.Kind.REMOTE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.Kind.class,
      names = {"REMOTE", "LOST", "PROTOCOL"})
  void aWorkerHasServedACallThatHasRun(Failure.Kind kind) {
    when(worker.queues()).thenReturn(true);
    attempt.onStarted();

    attempt.onFailure(new Failure(kind, "for the test", null, null));

    assertThat(attempt.hasRun()).isTrue();
  }

  @Test
  void whatEndsASessionDoesSoWhereNothingElseRunsThoughItsStartIsNotAnnounced() {
    PooledWorker queueing = new PooledWorker("w-1", mock(), spi, null, mock(), 0, 1);
    CallSpec spec = mock(CallSpec.class);
    when(spec.tool()).thenReturn(CallSpec.SESSION_END);
    when(call.spec()).thenReturn(spec);
    WorkerAttempt end = new WorkerAttempt(call, queueing, 2, 0, owner);
    WorkerAttempt before = new WorkerAttempt(mock(), queueing, 1, 0, owner);
    queueing.active.add(end);
    assertThat(end.endsSession()).isTrue();

    queueing.active.add(0, before);
    before.onStarted();
    assertThat(end.endsSession()).as("it waits for another").isFalse();
  }

  @Test
  void whatWasSentAheadWaitsWhileSomethingEarlierRuns() {
    PooledWorker queueing = new PooledWorker("w-1", mock(), spi, null, mock(), 0, 1);
    WorkerAttempt before = new WorkerAttempt(mock(), queueing, 1, 0, owner);
    WorkerAttempt ahead = new WorkerAttempt(call, queueing, 2, 0, owner);
    queueing.active.addAll(List.of(before, ahead));
    assertThat(ahead.waitsForEarlier()).as("nothing has begun").isFalse();

    before.onStarted();
    assertThat(ahead.waitsForEarlier()).isTrue();
    assertThat(before.waitsForEarlier()).as("it runs").isFalse();

    before.onSettled();
    assertThat(ahead.waitsForEarlier()).as("the worker is free").isFalse();
  }

  @Test
  void aCallThatEndedOnItsWayHereIsNotGivenToTheWorker() {
    when(call.isEnded()).thenReturn(true);

    assertThat(attempt.begin()).as("settled").isTrue();

    verify(spi, never()).begin(any(), any(), any());
    assertThat(attempt.isSettled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneThatIsBuriedOnItsWayHereIsNotGivenToTheWorkerAndSettlesOnce(boolean ended) {
    whileItBegins(() -> {});
    attempt.bury(new WorkerLoss(WorkerLoss.Kind.GONE, "the worker is gone", null));
    when(call.isEnded()).thenReturn(ended); // another attempt may have carried it out by now

    assertThat(attempt.begin()).as("settled, and nobody told").isFalse();

    verify(owner).settled(attempt);
    verify(call, never()).carriedBy(attempt);
    verify(spi, never()).begin(any(), any(), any());
  }

  @Test
  void whatIsAskedOfItBeforeThereIsAnExchangeIsAskedOfThat() {
    whileItBegins(() -> attempt.request(3));

    attempt.begin();

    verify(exchange).request(3);
    verify(exchange, never()).cancel();
  }

  @Test
  void aCallThatEndsWhileItBeginsIsCancelledWithinItsGrace() {
    whileItBegins(() -> when(call.isEnded()).thenReturn(true)); // by whom didn't know who has it

    attempt.begin();

    verify(exchange, atLeastOnce()).cancel();
    verify(owner).afterGrace(attempt);
  }

  @Test
  void aCallThatIsCarriedOutWhileItBeginsIsNotCancelled() {
    when(call.isAnswered()).thenReturn(true);
    whileItBegins(
        () -> {
          attempt.onComplete();
          when(call.isEnded()).thenReturn(true);
        });

    attempt.begin();

    verify(call).succeed();
    verify(exchange, never()).cancel();
    verify(owner, never()).afterGrace(any());
  }

  @Test
  void oneThatHasSettledElsewhereDoesNotSettleOnceMoreWhereItsAdapterThrows() {
    whileItBegins(
        () -> {
          CompletableFuture.runAsync(
                  () -> {
                    attempt.onFailure(Failure.of(Failure.Kind.LOST, "end of stream", null));
                    attempt.onSettled();
                  })
              .join();
          throw new IllegalStateException("half a frame");
        });

    assertThat(attempt.begin()).as("settled, and nobody told").isFalse();

    verify(owner).failed(any(), any());
    verify(owner).settled(attempt);
  }

  @Test
  void whatComesOfItAfterItsFailureIsNotTheNextAttempts() {
    attempt.onFailure(Failure.of(Failure.Kind.LOST, "end of stream", null)); // it is made again

    attempt.onItem(Payload.of(new byte[0]));
    attempt.onProgress(Payload.of(new byte[0]));

    verify(call, never()).item(any(), any());
    verify(call, never()).progress(any(), any());
  }

  private FutureTask<?> hostTool() {
    FutureTask<?> tool = new FutureTask<>(() -> {}, null);
    doAnswer(told -> told.<HostCallSet>getArgument(2).add(tool))
        .when(owner)
        .hostCall(any(), any(), any());
    attempt.onHostCall(mock(HostRequest.class));
    return tool;
  }

  private void whileItBegins(Runnable step) {
    Codec codec = mock(Codec.class);
    CallSpec spec = mock(CallSpec.class);
    when(spec.tool()).thenReturn("add");
    when(spec.codec()).thenReturn(codec);
    when(spec.arguments()).thenReturn(Payload.of(new byte[0]));
    when(spec.metadata()).thenReturn(Map.of());
    when(call.spec()).thenReturn(spec);
    Generation generation = mock(Generation.class);
    when(generation.codec()).thenReturn(codec);
    when(worker.generation()).thenReturn(generation);
    when(owner.timer()).thenReturn(mock(Timer.class));
    when(owner.afterGrace(any())).thenReturn(mock(Scheduled.class));
    when(spi.begin(any(), any(), any()))
        .thenAnswer(
            begun -> {
              step.run();
              return exchange;
            });
  }
}
