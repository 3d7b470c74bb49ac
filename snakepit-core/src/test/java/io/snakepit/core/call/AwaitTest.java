package io.snakepit.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.NestedCallException;
import io.snakepit.core.time.Timer;
import java.time.Duration;
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
    CallControl control = mock(CallControl.class);
    when(control.timer()).thenReturn(timer);
    CallSpec spec = mock(CallSpec.class);
    when(spec.deadline()).thenReturn(deadline);
    when(spec.queueDeadline()).thenReturn(Timer.NEVER);
    UnaryCall call = UnaryCall.waitedFor(spec, control);
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

  private static void here(UnaryCall call) {
    call.await();
  }
}
