package io.snakepit.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Every request gets an answer. */
class HostToolInvokerTest {

  /** The least that {@code limits.frame-bytes} may be. */
  private static final int SMALLEST_FRAME = 1 << 10;

  private final HostRequest request = mock(HostRequest.class);
  private final HostToolRegistry tools = new HostToolRegistry();
  private final Codec codec = Codecs.discovered().byName("json");

  @Test
  void anExecutorThatThrowsIsAnAnswer() {
    HostToolInvoker invoker =
        invoker(
            task -> {
              throw new InternalError("unable to create native thread");
            });

    invoker.start(HostTask.of(() -> () -> {}, () -> {}), request, codec, SMALLEST_FRAME);

    verify(request).fail(any());
  }

  @Test
  void anUnknownToolIsAnAnswerOfItsOwn() {
    tools.register("look_up", asked -> "never asked");

    assertThat(answerTo("lookup", 1000))
        .containsEntry("code", "UNKNOWN_HOST_TOOL")
        .containsEntry("suggestions", List.of("look_up"));
  }

  @Test
  void aResultThatTheWorkerDoesNotTakeIsAFailure() {
    tools.register("lookup", asked -> "x".repeat(1000));

    assertThat(answerTo("lookup", 1000)).containsEntry("code", "HOST_TOOL_FAILED");
    verify(request, never()).reply(any());
  }

  @Test
  void aFailureIsToldInWordsThatTheWorkerTakes() {
    tools.register(
        "lookup",
        asked -> {
          throw new IllegalStateException("\u0001".repeat(20_000) + "out of stock");
        });

    assertThat(answerTo("lookup", SMALLEST_FRAME))
        .extractingByKey("message")
        .asString()
        .endsWith("out of stock");
    verify(request).fail(argThat(told -> told.size() <= SMALLEST_FRAME));
  }

  @Test
  void theNameOfAnUnknownToolIsToldAsFarAsTheWorkerTakesIt() {
    assertThat(answerTo("\u0001".repeat(20_000), SMALLEST_FRAME))
        .containsEntry("code", "UNKNOWN_HOST_TOOL");
    verify(request).fail(argThat(told -> told.size() <= SMALLEST_FRAME));
  }

  @Test
  void aResultIsTheOnlyAnswer() {
    tools.register("lookup", asked -> "x");

    start("lookup", 1000);

    verify(request).reply(any());
    verify(request, never()).fail(any());
  }

  @Test
  void whatIsGivenUpBeforeItBeganIsAnswered() {
    HostTask task =
        invoker(Runnable::run).prepare(request, codec, lineage(), 1000); // which nobody starts

    task.cancel(true);

    assertThat(failure()).containsEntry("type", CancellationException.class.getName());
  }

  private Map<Object, Object> answerTo(String tool, int frameBytes) {
    start(tool, frameBytes);
    return failure();
  }

  private void start(String tool, int frameBytes) {
    when(request.tool()).thenReturn(tool);
    when(request.arguments()).thenReturn(codec.encodeArguments(Map.of()));
    HostToolInvoker invoker = invoker(Runnable::run);
    invoker.start(
        invoker.prepare(request, codec, lineage(), frameBytes), request, codec, frameBytes);
  }

  private Map<Object, Object> failure() {
    ArgumentCaptor<Payload> told = ArgumentCaptor.forClass(Payload.class);
    verify(request).fail(told.capture());
    if (codec.decode(told.getValue()) instanceof Map<?, ?> error) {
      return new HashMap<>(error);
    }
    throw new AssertionError("an error is a map");
  }

  private HostToolInvoker invoker(Executor executor) {
    return new HostToolInvoker(tools, executor, mock(Timer.class));
  }

  private static CallLineage lineage() {
    return new CallLineage(
        null, "price", "shop", "shop-1", null, Map.of(), Timer.NEVER, new Object());
  }
}
