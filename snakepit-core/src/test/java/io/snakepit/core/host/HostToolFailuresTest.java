package io.snakepit.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.HostTool;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.HostRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The worker is told what a host tool threw, the log where. slf4j-simple writes to the test's
 * System.err.
 */
@Isolated("what it captures of System.err is to be its own")
class HostToolFailuresTest {

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final HostRequest request = mock(HostRequest.class);
  private PrintStream err;

  @BeforeEach
  void capture() {
    err = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(err);
  }

  @Test
  void whatItThrowsIsLoggedWithItsStackAndItsCall() {
    run(
        call -> {
          throw new NullPointerException("no price");
        });

    assertThat(logged())
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

    assertThat(logged())
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

    assertThat(logged()).isEmpty();
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

    assertThat(logged())
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

  private String logged() {
    return log.toString(StandardCharsets.UTF_8);
  }
}
