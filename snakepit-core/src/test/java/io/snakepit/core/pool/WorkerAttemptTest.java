package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Worker;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** One call on one worker. */
class WorkerAttemptTest {

  @Test
  void argumentsThatTheHeapDoesNotHoldTwiceAreAnOutcomeAndFreeTheWorker() {
    Codec before = mock(Codec.class);
    when(before.decode(any())).thenThrow(new OutOfMemoryError("Java heap space"));
    CallSpec spec = mock(CallSpec.class);
    when(spec.tool()).thenReturn("add");
    when(spec.codec()).thenReturn(before);
    PendingCall call = mock(PendingCall.class);
    when(call.spec()).thenReturn(spec);
    Generation next = mock(Generation.class);
    when(next.codec()).thenReturn(mock(Codec.class));
    PooledWorker worker = mock(PooledWorker.class);
    when(worker.generation()).thenReturn(next);
    Worker spi = mock(Worker.class);
    when(worker.spi()).thenReturn(spi);
    WorkerAttempt attempt = new WorkerAttempt(call, worker, 1, 0, mock(AttemptOwner.class));

    assertThat(attempt.begin()).as("settled").isTrue();

    ArgumentCaptor<SnakepitException> told = ArgumentCaptor.forClass(SnakepitException.class);
    verify(call).fail(told.capture());
    assertThat(told.getValue().code()).isEqualTo(ErrorCode.UNREPRESENTABLE_ARGUMENT);
    assertThat(told.getValue()).hasMessageContaining("'add'").hasMessageContaining("heap space");
    verify(spi, never()).begin(any(), any(), any());
  }

  @Test
  void whatSettlesInTimeLeavesNothingToTheTimer() {
    PendingCall call = mock(PendingCall.class);
    when(call.isEnded()).thenReturn(true);
    AttemptOwner owner = mock(AttemptOwner.class);
    WorkerAttempt attempt = new WorkerAttempt(call, mock(PooledWorker.class), 1, 0, owner);
    Scheduled grace = mock(Scheduled.class);
    when(owner.afterGrace(attempt)).thenReturn(grace);

    attempt.abandon();
    verify(grace, never()).cancel();
    attempt.onSettled();
    verify(grace).cancel();
  }

  @Test
  void theHostToolsOfACallThatIsGivenUpAreInterruptedAtOnce() {
    HostRequest request = mock(HostRequest.class);
    FutureTask<?> tool = new FutureTask<>(() -> {}, null);
    AttemptOwner owner = mock(AttemptOwner.class);
    doAnswer(told -> told.<HostCallSet>getArgument(2).add(tool))
        .when(owner)
        .hostCall(any(), any(), any());
    WorkerAttempt attempt =
        new WorkerAttempt(mock(PendingCall.class), mock(PooledWorker.class), 1, 0, owner);

    attempt.onHostCall(request);
    assertThat(attempt.awaitsHost()).isTrue();
    attempt.abandon();
    assertThat(tool.isCancelled()).isTrue();
  }
}
