package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.host.HostToolInvoker;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Failure;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What becomes of calls. */
class CallFlowTest {

  @Test
  void whatIsTooLargeIsSaidInTheWordsOfTheAdapterThatKnowsTheBound() {
    String words = "the metadata takes 70000, the limit is 65535 (a bound of the wire)";
    PoolConfig config = PoolConfig.builder().build();
    CallFlow flow =
        new CallFlow(
            "default",
            config,
            new PoolErrors("default", config),
            mock(PoolListener.class),
            mock(HostToolInvoker.class),
            mock(Timer.class));
    WorkerAttempt attempt = mock(WorkerAttempt.class);
    PendingCall call = mock(PendingCall.class);
    CallSpec spec = mock(CallSpec.class);
    when(attempt.call()).thenReturn(call);
    when(call.spec()).thenReturn(spec);
    when(spec.tool()).thenReturn("add");

    flow.failed(attempt, Failure.of(Failure.Kind.TOO_LARGE, words, null));

    ArgumentCaptor<SnakepitException> told = ArgumentCaptor.forClass(SnakepitException.class);
    verify(call).fail(told.capture());
    assertThat(told.getValue().code()).isEqualTo(ErrorCode.CALL_TOO_LARGE);
    assertThat(told.getValue()).hasMessage("tool 'add': " + words);
  }
}
