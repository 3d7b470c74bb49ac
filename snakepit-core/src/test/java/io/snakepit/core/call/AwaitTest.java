package io.snakepit.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.CallCancelledException;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.NestedCallException;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Payload;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that waits for a call. */
class AwaitTest {

  @Test
  @Timeout(30)
  void doesNotWaitOnceMoreForWhatItHasDriven() {
    AtomicLong now = new AtomicLong();
    long deadline = Duration.ofDays(1).toNanos();
    Timer timer = mock(Timer.class);
    when(timer.nanoTime()).thenAnswer(asked -> now.get());
    UnaryCall call = until(deadline, timer);
    Attempt carrier = mock(Attempt.class);
    when(carrier.drive(anyLong()))
        .thenAnswer(
            driven -> {
              now.set(deadline); // as long as it was let
              return false;
            });
    call.carriedBy(carrier);

    assertThatThrownBy(call::await)
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("timeouts.call");
  }

  @Test
  void aFailureThatAnotherThreadHasMadeTellsWhereTheCallerIs() throws Exception {
    CallControl control = mock(CallControl.class);
    when(control.timer()).thenReturn(mock(Timer.class));
    CallSpec spec = mock(CallSpec.class);
    when(spec.queueDeadline()).thenReturn(Timer.NEVER);
    UnaryCall call = UnaryCall.waitedFor(spec, control);
    Thread reader = new Thread(() -> call.refuse(new NestedCallException("for the test")));
    reader.start();
    reader.join();

    assertThatThrownBy(() -> here(call))
        .satisfies(
            thrown ->
                assertThat(thrown.getStackTrace())
                    .extracting(StackTraceElement::getMethodName)
                    .contains("here"));
  }

  @Test
  void drivesWhatItHasGivenToAWorkerItself() {
    UnaryCall call = until(Timer.NEVER, mock(Timer.class));

    assertThat(call.isDrivenByCurrentThread()).isTrue();
    assertThat(CompletableFuture.supplyAsync(call::isDrivenByCurrentThread).join()).isFalse();
  }

  @Test
  void whoseTimeIsUpDoesNotDriveAnyMore() {
    Timer timer = mock(Timer.class);
    when(timer.nanoTime()).thenReturn(7L);
    UnaryCall call = until(7, timer);
    Attempt carrier = mock(Attempt.class);
    call.carriedBy(carrier);

    assertThatThrownBy(call::await).isInstanceOf(DeadlineExceededException.class);

    verify(carrier, never()).drive(anyLong()); // that might take as long as the code doesn't stop
  }

  @Test
  @Timeout(30)
  void doesNotWaitForWhatItWasToldWhileItDrove() {
    UnaryCall call = until(Timer.NEVER, mock(Timer.class));
    Attempt carrier = mock(Attempt.class);
    when(carrier.drive(anyLong()))
        .thenAnswer(
            driven -> {
              call.item(Payload.of(new byte[0]), mock(Codec.class));
              call.succeed();
              return false; // an adapter that doesn't know
            });
    call.carriedBy(carrier);

    assertThat(call.await()).isNotNull();
  }

  @Test
  @Timeout(30)
  void anInterruptCancelsTheCallAndIsKept() {
    UnaryCall call = until(Timer.NEVER, mock(Timer.class));
    Attempt carrier = mock(Attempt.class);
    call.carriedBy(carrier);
    Thread.currentThread().interrupt();

    assertThatThrownBy(call::await)
        .isInstanceOf(CallCancelledException.class)
        .extracting(thrown -> ((CallCancelledException) thrown).code())
        .isEqualTo(ErrorCode.INTERRUPTED);

    assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
    verify(carrier).abandon();
  }

  @Test
  @Timeout(30)
  void anInterruptThatComesBehindTheResultLeavesIt() {
    UnaryCall call = until(Timer.NEVER, mock(Timer.class));
    Attempt carrier = mock(Attempt.class);
    when(carrier.drive(anyLong()))
        .thenAnswer(
            driven -> {
              call.item(Payload.of(new byte[0]), mock(Codec.class));
              call.succeed();
              Thread.currentThread().interrupt();
              return true;
            });
    call.carriedBy(carrier);

    assertThat(call.await()).isNotNull();

    assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
    verify(carrier, never()).abandon();
  }

  private static UnaryCall until(long deadline, Timer timer) {
    CallControl control = mock(CallControl.class);
    when(control.timer()).thenReturn(timer);
    CallSpec spec = mock(CallSpec.class);
    when(spec.deadline()).thenReturn(deadline);
    when(spec.queueDeadline()).thenReturn(Timer.NEVER);
    return UnaryCall.waitedFor(spec, control);
  }

  private static void here(UnaryCall call) {
    call.await();
  }
}
