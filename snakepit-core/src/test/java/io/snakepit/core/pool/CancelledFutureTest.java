package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What hangs on a future that is cancelled may need the worker that this frees. */
@Timeout(60)
class CancelledFutureTest {

  private final CompletableFuture<String> never = new CompletableFuture<>();
  private final FakeTools tools =
      new FakeTools()
          .unary("block", blockUntil(never)).unary("echo", echo()).stream(
              "stuck",
              call -> {
                never.get();
                throw new AssertionError("it never goes on");
              });

  /** As a fallback may be: it waits, on the thread that cancels. */
  private static CompletableFuture<Object> thenEcho(Snakepit pit, CompletableFuture<?> first) {
    return first.handle((none, cancelled) -> pit.execute("echo", Map.of("n", 1)).get("n"));
  }

  private void check(Snakepit pit, CompletableFuture<?> running) {
    await().until(() -> pit.defaultPool().stats().running() == 1);
    CompletableFuture<Object> next = thenEcho(pit, running);
    assertThat(running.cancel(true)).isTrue();
    assertThat(running).isCancelled();
    assertThat(next.join()).isEqualTo(1L);
  }

  private Snakepit pit() {
    return FakePit.start(tools, p -> p.queue(q -> q.withTimeout(Duration.ofSeconds(2))));
  }

  @Test
  void ofACall() {
    try (Snakepit pit = pit()) {
      check(pit, pit.executeAsync("block", Map.of()));
    }
  }

  @Test
  void ofAStream() {
    try (Snakepit pit = pit()) {
      check(pit, pit.executeStream(Call.of("stuck"), item -> {}));
    }
  }

  @Test
  void ofABoundMethod() {
    try (Snakepit pit = pit()) {
      check(pit, pit.bind(Blocking.class).block());
    }
  }

  interface Blocking {
    CompletableFuture<Object> block();
  }
}
