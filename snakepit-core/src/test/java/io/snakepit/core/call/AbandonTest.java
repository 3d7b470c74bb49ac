package io.snakepit.core.call;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.snakepit.api.CallCancelledException;
import io.snakepit.api.ErrorCode;
import org.junit.jupiter.api.Test;

/** Nobody waits for a call any more. */
class AbandonTest {

  @Test
  void itsCodeIsStoppedEvenWhenTellingItsCallerFails() {
    CallControl control = mock(CallControl.class);
    doThrow(new IllegalStateException("broken")).when(control).ended(any(), any());
    UnaryCall call = UnaryCall.async(mock(CallSpec.class), control);
    Attempt attempt = mock(Attempt.class);
    call.carriedBy(attempt);

    assertThatThrownBy(
            () -> call.abandon(new CallCancelledException(ErrorCode.CANCELLED, "enough")))
        .hasMessage("broken");

    verify(attempt).abandon();
  }
}
