package io.snakepit.core.host;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.snakepit.core.codec.Codecs;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.HostRequest;
import org.junit.jupiter.api.Test;

/** Every request gets an answer. */
class HostToolInvokerTest {

  private final HostRequest request = mock(HostRequest.class);

  @Test
  void anExecutorThatThrowsIsAnAnswer() {
    HostToolInvoker invoker =
        new HostToolInvoker(
            new HostToolRegistry(),
            task -> {
              throw new InternalError("unable to create native thread");
            },
            mock(Timer.class));

    invoker.start(HostTask.of(() -> {}, () -> {}), request, Codecs.discovered().byName("json"));

    verify(request).fail(any());
  }
}
