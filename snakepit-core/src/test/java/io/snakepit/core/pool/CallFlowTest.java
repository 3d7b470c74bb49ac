package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Obituary;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.host.CallLineage;
import io.snakepit.core.host.HostToolInvoker;
import io.snakepit.core.host.HostToolRegistry;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What becomes of calls. */
class CallFlowTest {

  private static final Failure LOST = Failure.of(Failure.Kind.LOST, "end of stream", null);

  private final PoolConfig config = PoolConfig.builder().build();
  private final CallFlow flow =
      new CallFlow(
          "default",
          config,
          new PoolErrors("default", config),
          new PoolCounters(),
          mock(HostToolInvoker.class),
          mock(Timer.class));
  private final WorkerAttempt attempt = mock(WorkerAttempt.class);
  private final PendingCall call = mock(PendingCall.class);
  private final CallSpec spec = mock(CallSpec.class);

  @BeforeEach
  void make() {
    when(attempt.call()).thenReturn(call);
    when(call.spec()).thenReturn(spec);
    when(spec.tool()).thenReturn("add");
    when(spec.arguments()).thenReturn(Payload.of(new byte[0]));
  }

  @Test
  void whatIsTooLargeIsSaidInTheWordsOfTheAdapterThatKnowsTheBound() {
    String words = "the metadata takes 70000 bytes, the limit is 65535 (a bound of the wire)";

    flow.failed(attempt, Failure.of(Failure.Kind.TOO_LARGE, words, null));

    ArgumentCaptor<SnakepitException> told = ArgumentCaptor.forClass(SnakepitException.class);
    verify(call).fail(told.capture());
    assertThat(told.getValue().code()).isEqualTo(ErrorCode.CALL_TOO_LARGE);
    assertThat(told.getValue()).hasMessage("tool 'add': " + words);
  }

  @Test
  void whatFailsAtItsDeadlineFailsBecauseOfIt() {
    AtomicBoolean ended = new AtomicBoolean();
    when(call.isEnded()).thenAnswer(asked -> ended.get());
    when(call.check(anyLong()))
        .thenAnswer(
            late -> {
              ended.set(true); // with the error of its deadline
              return Timer.NEVER;
            });

    flow.failed(attempt, new Failure(Failure.Kind.REMOTE, "cancelled", null, null));

    verify(call, never()).fail(any());
  }

  @Test
  void itIsRunningUntilTheObituaryOfItsWorkerIsWritten() throws InterruptedException {
    CompletableFuture<Obituary> written = new CompletableFuture<>();
    PooledWorker worker = mock(PooledWorker.class);
    when(worker.obituary(any(), any())).thenReturn(written);
    when(attempt.worker()).thenReturn(worker);
    when(attempt.isStarted()).thenReturn(true);

    flow.failed(attempt, LOST);

    assertThat(flow.dispatcher().awaitQuiet(0)).isFalse();
    written.complete(mock(Obituary.class));
    verify(call).fail(any(WorkerCrashedException.class));
    assertThat(flow.dispatcher().awaitQuiet(0)).isTrue();
  }

  @Test
  void itSaysHowManyWorkersItHasCost() {
    Obituary obituary = mock(Obituary.class);
    when(obituary.text()).thenReturn("worker w-3 exited with status 3");
    PooledWorker worker = mock(PooledWorker.class);
    when(worker.obituary(any(), any())).thenReturn(CompletableFuture.completedFuture(obituary));
    when(attempt.worker()).thenReturn(worker);
    when(attempt.isStarted()).thenReturn(true);
    when(call.attempts()).thenReturn(3);

    flow.failed(attempt, LOST);

    ArgumentCaptor<SnakepitException> told = ArgumentCaptor.forClass(SnakepitException.class);
    verify(call).fail(told.capture());
    assertThat(told.getValue())
        .hasMessage(
            "worker w-3 exited with status 3\n"
                + "the call had been given to 3 workers, which all died");
  }

  @Test
  void itIsNotToBlameForAWorkerThatItsPoolHasKilled() {
    PooledWorker worker =
        new PooledWorker(
            "w-1", mock(Generation.class), mock(Worker.class), null, mock(Timer.class), 0, 0);
    worker.kill("it was in the way", null);
    when(attempt.worker()).thenReturn(worker);

    flow.failed(attempt, LOST);

    verify(call).waitsAgain();
    verify(call, never()).countAttempt();
    assertThat(flow.dispatcher().load().queued()).isEqualTo(1);
  }

  @Test
  void itWaitsForAnotherWorkerAsSoonAsItIsToBeMadeAgain() {
    PooledWorker worker = mock(PooledWorker.class);
    when(attempt.worker()).thenReturn(worker);
    when(attempt.isStarted()).thenReturn(true);
    when(spec.idempotent()).thenReturn(true);
    when(spec.deadline()).thenReturn(Timer.NEVER);
    when(call.attempts()).thenReturn(1);

    flow.failed(attempt, LOST);

    verify(call).waitsAgain();
  }

  @Test
  void itIsNotToBlameForAWorkerThatDiedOfAnotherWhichHasLeftIt() {
    PooledWorker worker =
        new PooledWorker(
            "w-1", mock(Generation.class), mock(Worker.class), null, mock(Timer.class), 0, 1);
    WorkerAttempt culprit = mock(WorkerAttempt.class);
    PendingCall crashing = mock(PendingCall.class);
    when(crashing.spec()).thenReturn(spec);
    when(culprit.call()).thenReturn(crashing);
    when(culprit.worker()).thenReturn(worker);
    when(culprit.isStarted()).thenReturn(true);
    when(attempt.worker()).thenReturn(worker);

    flow.failed(culprit, LOST); // and settles, before its adapter ends the next exchange
    flow.failed(attempt, LOST);

    verify(crashing).countAttempt();
    verify(call, never()).countAttempt();
    assertThat(flow.dispatcher().load().queued()).isEqualTo(1);
  }

  @Test
  void noMoreHostCallsAreOpenAtOnceThanConfigured() {
    PooledWorker worker = mock(PooledWorker.class);
    Generation generation = mock(Generation.class);
    when(generation.codec()).thenReturn(mock(Codec.class));
    when(worker.generation()).thenReturn(generation);
    when(attempt.worker()).thenReturn(worker);
    HostCallSet open = mock(HostCallSet.class);
    HostRequest last = mock(HostRequest.class);
    HostRequest oneTooMany = mock(HostRequest.class);

    when(open.size()).thenReturn(config.limits().hostCalls() - 1);
    flow.hostCall(attempt, last, open);
    verify(last, never()).fail(any());

    when(open.size()).thenReturn(config.limits().hostCalls());
    flow.hostCall(attempt, oneTooMany, open);
    verify(oneTooMany).fail(any());
  }

  @Test
  void aHostCallThatIsAnsweredMakesRoomForTheNext() {
    PoolConfig one = PoolConfig.builder().limits(l -> l.withHostCalls(1)).build();
    HostToolRegistry tools = new HostToolRegistry();
    tools.register("lookup", asked -> 12);
    CallFlow flow =
        new CallFlow(
            "default",
            one,
            new PoolErrors("default", one),
            new PoolCounters(),
            new HostToolInvoker(tools, Runnable::run, mock(Timer.class)),
            mock(Timer.class));
    Codec codec = Codecs.discovered().plain();
    Generation generation = mock(Generation.class);
    when(generation.codec()).thenReturn(codec);
    PooledWorker worker = mock(PooledWorker.class);
    when(worker.generation()).thenReturn(generation);
    when(attempt.worker()).thenReturn(worker);
    when(attempt.lineage(any()))
        .thenReturn(
            new CallLineage(null, "add", "default", "w-1", null, Map.of(), Timer.NEVER, attempt));
    HostCallSet open = new HostCallSet();
    HostRequest next = lookup(codec);
    HostRequest first = lookup(codec);
    doAnswer( // the worker goes on before the thread that answers it does
            answered -> {
              flow.hostCall(attempt, next, open);
              return null;
            })
        .when(first)
        .reply(any());

    flow.hostCall(attempt, first, open);

    verify(next).reply(any());
    verify(next, never()).fail(any());
  }

  private static HostRequest lookup(Codec codec) {
    HostRequest request = mock(HostRequest.class);
    when(request.tool()).thenReturn("lookup");
    when(request.arguments()).thenReturn(codec.encodeArguments(Map.of()));
    return request;
  }
}
