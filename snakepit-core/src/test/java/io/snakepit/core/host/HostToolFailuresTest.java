package io.snakepit.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.HostTool;
import io.snakepit.core.CapturedStderr;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.HostRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** The worker is told what a host tool threw, the log where. */
@Isolated("what it captures of System.err is to be its own")
class HostToolFailuresTest {

  @RegisterExtension final CapturedStderr stderr = new CapturedStderr();
  private final HostRequest request = mock(HostRequest.class);

  @Test
  void whatItThrowsIsLoggedWithItsStackAndItsCall() {
    run(
        call -> {
          throw new NullPointerException("no price");
        });

    assertThat(stderr.text())
        .contains("INFO io.snakepit.core.host")
        .contains("host tool 'lookup', called by shop/price@shop-1, failed")
        .contains("java.lang.NullPointerException: no price")
        .contains("at io.snakepit.core.host.HostToolFailuresTest");
  }

  @Test
  void anErrorIsAWarning() {
    run(
        call -> {
          throw new NoClassDefFoundError("com/acme/Prices");
        });

    assertThat(stderr.text())
        .contains("WARN io.snakepit.core.host")
        .contains("java.lang.NoClassDefFoundError: com/acme/Prices")
        .contains("at io.snakepit.core.host.HostToolFailuresTest");
  }

  @Test
  void oneThatIsInterruptedSinceItsCallHasEndedIsNoNews() {
    run(
        call -> {
          throw new InterruptedException();
        });

    assertThat(stderr.text()).isEmpty();
  }

  @Test
  void oneWhoseWordsCanNotBeHadIsAnAnswerAllTheSame() {
    run(
        call -> {
          throw new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
              throw new UnsupportedOperationException();
            }
          };
        });

    assertThat(stderr.text())
        .contains("host tool 'lookup', called by shop/price@shop-1, failed")
        .contains("HostToolFailuresTest$")
        .contains("its message can't be had: java.lang.UnsupportedOperationException");
  }

  private void run(HostTool tool) {
    Codec codec = Codecs.discovered().byName("json");
    when(request.tool()).thenReturn("lookup");
    when(request.arguments()).thenReturn(codec.encodeArguments(Map.of()));
    HostToolRegistry tools = new HostToolRegistry();
    tools.register("lookup", tool);
    HostToolInvoker invoker = new HostToolInvoker(tools, Runnable::run, mock(Timer.class));
    CallLineage lineage =
        new CallLineage(null, "price", "shop", "shop-1", null, Map.of(), Timer.NEVER, new Object());

    invoker.start(invoker.prepare(request, codec, lineage, 1000), request, codec, 1000);

    verify(request).fail(any());
  }
}
