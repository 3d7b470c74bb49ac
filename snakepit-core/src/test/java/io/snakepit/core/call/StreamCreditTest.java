package io.snakepit.core.call;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Payload;
import io.snakepit.testkit.fake.FakeTools;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker gets credit for the window, no more and no less, whenever the consumer comes (S5). */
@Timeout(60)
class StreamCreditTest {

  private static final int WINDOW = 4;

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final AtomicInteger produced = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final FakeTools tools =
      new FakeTools()
          .unary("block", blockUntil(gate)).stream("count", call -> numbers()).stream(
              "crashFirst",
              call -> {
                if (begun.getAndIncrement() == 0) {
                  gate.join();
                  throw call.crash("not yet");
                }
                return numbers();
              });

  private Iterator<Payload> numbers() {
    return IntStream.range(0, 100)
        .peek(n -> produced.incrementAndGet())
        .mapToObj(n -> Payload.of(Integer.toString(n).getBytes(StandardCharsets.UTF_8)))
        .iterator();
  }

  @Test
  void aStreamConsumedWhileItWaitedForAWorkerGetsOneWindow() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.limits(limits -> limits.withStreamItems(WINDOW)))) {
      CompletableFuture<Result> block = pit.executeAsync("block", Map.of());
      try (ResultStream stream = pit.executeStream(Call.of("count"))) {
        Iterator<Result> consumer = stream.iterator();
        gate.complete("go");
        block.join();
        assertStopsAtTheWindow();
        for (int i = 0; i < 100; i++) {
          assertThat(consumer.next().as(Integer.class)).isEqualTo(i);
        }
        assertThat(consumer.hasNext()).isFalse();
      }
    }
  }

  @Test
  void aStreamMadeAgainGetsOneWindowFromItsNewWorker() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.limits(limits -> limits.withStreamItems(WINDOW)))) {
      try (ResultStream stream = pit.executeStream(Call.of("crashFirst").idempotent())) {
        Iterator<Result> consumer = stream.iterator();
        gate.complete("go");
        assertStopsAtTheWindow();
        for (int i = 0; i < 100; i++) {
          assertThat(consumer.next().as(Integer.class)).isEqualTo(i);
        }
      }
    }
  }

  private void assertStopsAtTheWindow() {
    await().until(() -> produced.get() >= WINDOW);
    await()
        .during(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(produced).hasValueLessThanOrEqualTo(WINDOW));
  }
}
