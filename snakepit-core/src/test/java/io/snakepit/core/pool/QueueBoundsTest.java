package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.PoolSaturatedException;
import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every bound of the queue has its own error (S4). */
@Timeout(60)
class QueueBoundsTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final FakeTools tools =
      new FakeTools()
          .unary("block", blockUntil(gate))
          .unary("blockSession", blockUntil(gate))
          .unary("echo", echo());

  @Test
  void oneCallTooManyIsRefusedAtOnce() {
    try (Snakepit pit = FakePit.start(tools, p -> p.queue(q -> q.withCalls(2)))) {
      CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
      CompletableFuture<Result> first = pit.executeAsync("echo", Map.of("n", 1));
      CompletableFuture<Result> second = pit.executeAsync("echo", Map.of("n", 2));
      assertRefused(pit, ErrorCode.QUEUE_FULL, "queue.calls");
      gate.complete("go");
      assertThat(running.join()).isNotNull();
      assertThat(first.join().get("n")).isEqualTo(1L);
      assertThat(second.join().get("n")).isEqualTo(2L);
      assertThat(pit.execute("echo", Map.of("n", 3)).get("n")).isEqualTo(3L);
    }
  }

  @Test
  void tooManyBytesAreRefusedAtOnce() {
    try (Snakepit pit = FakePit.start(tools, p -> p.queue(q -> q.withBytes(100)))) {
      pit.executeAsync("block", Map.of());
      pit.executeAsync("echo", Map.of("text", "x".repeat(60)));
      assertThatThrownBy(() -> pit.execute("echo", Map.of("text", "x".repeat(60))))
          .isInstanceOfSatisfying(
              PoolSaturatedException.class,
              full -> assertThat(full.code()).isEqualTo(ErrorCode.QUEUE_BYTES))
          .hasMessageContaining("queue.bytes");
      gate.complete("go");
    }
  }

  @Test
  void whatNoMessageCarriesIsRefusedForThatAlsoWhenItWouldHaveToWait() {
    try (Snakepit pit =
        FakePit.start(
            tools, p -> p.queue(q -> q.withBytes(100)).limits(l -> l.withFrameBytes(1 << 10)))) {
      pit.executeAsync("block", Map.of());
      assertTooLarge(pit, 2_000, "limits.frame-bytes");
      gate.complete("go");
    }
  }

  @Test
  void whatIsTooLargeForTheQueueAloneIsToldWhichBoundToRaise() {
    try (Snakepit pit = FakePit.start(tools, p -> p.queue(q -> q.withBytes(100)))) {
      CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
      assertTooLarge(pit, 200, "raise queue.bytes");
      gate.complete("go");
      assertThat(running.join()).isNotNull();
      String fits = "x".repeat(200);
      await().until(() -> pit.defaultPool().stats().idle() == 1);
      assertThat(pit.execute("echo", Map.of("text", fits)).get("text")).isEqualTo(fits);
    }
  }

  private static void assertTooLarge(Snakepit pit, int size, String words) {
    assertThatThrownBy(() -> pit.execute("echo", Map.of("text", "x".repeat(size))))
        .isInstanceOfSatisfying(
            InvalidCallException.class,
            large -> {
              assertThat(large.code()).isEqualTo(ErrorCode.CALL_TOO_LARGE);
              assertThat(large.isRetryable()).isFalse();
            })
        .hasMessageContaining(words);
  }

  @Test
  void aPoolWithoutQueueTakesWhatItsWorkersCanRun() {
    try (Snakepit pit = FakePit.start(tools, p -> p.queue(q -> q.withCalls(0)))) {
      pit.executeAsync("block", Map.of());
      assertRefused(
          pit, ErrorCode.QUEUE_FULL, "it would have to wait, and no call may (queue.calls)");
      gate.complete("go");
    }
  }

  @Test
  void waitingTooLongFailsAWaitingThreadAndAFuture() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.queue(q -> q.withTimeout(Duration.ofMillis(50))))) {
      pit.executeAsync("block", Map.of());
      assertRefused(pit, ErrorCode.QUEUE_TIMEOUT, "queue.timeout");
      CompletableFuture<Result> late = pit.executeAsync("echo", Map.of());
      assertThatThrownBy(late::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(PoolSaturatedException.class);
      await().untilAsserted(() -> assertThat(pit.defaultPool().stats().queued()).isZero());
      gate.complete("go");
    }
  }

  @Test
  void waitingTooLongNamesWhatKeepsTheWorkers() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.workers(5).queue(q -> q.withTimeout(Duration.ofMillis(50))))) {
      await().until(() -> pit.defaultPool().stats().idle() == 5);
      for (int i = 0; i < 5; i++) {
        pit.executeAsync("block", Map.of());
      }
      assertThatThrownBy(() -> pit.execute("echo", Map.of()))
          .isInstanceOf(PoolSaturatedException.class)
          .hasMessageMatching(
              ".*none of its 5 workers became free within 50 ms \\(queue.timeout\\); running:"
                  + "( 'block' on default-[1-5] for \\d+\\.\\d s,){3} and 2 more");
      gate.complete("go");
    }
  }

  @Test
  void waitingTooLongForATurnNamesWhatRunsInThatSession() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.workers(5).queue(q -> q.withTimeout(Duration.ofMillis(50))))) {
      await().until(() -> pit.defaultPool().stats().idle() == 5);
      for (int i = 0; i < 4; i++) {
        pit.executeAsync("block", Map.of());
      }
      Session session = pit.session("user-42");
      session.executeAsync("blockSession", Map.of());
      assertThatThrownBy(() -> session.execute("echo", Map.of()))
          .isInstanceOf(PoolSaturatedException.class)
          .hasMessageContaining("(queue.timeout); running: 'blockSession' on default-");
      gate.complete("go");
    }
  }

  @Test
  void aSessionsCallThatWaitsTooLongIsToldThatItWaitedForItsTurn() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.workers(2).queue(q -> q.withTimeout(Duration.ofMillis(50))))) {
      Session session = pit.session("user-42");
      session.executeAsync("block", Map.of());
      assertThatThrownBy(() -> session.execute("echo", Map.of()))
          .isInstanceOf(PoolSaturatedException.class)
          .hasMessageContaining("its turn in session 'user-42'")
          .hasMessageNotContainingAny("workers became free");
      gate.complete("go");
    }
  }

  @Test
  void aCancelledCallLeavesTheQueueAtOnce() {
    try (Snakepit pit = FakePit.start(tools, p -> p.queue(q -> q.withCalls(1)))) {
      pit.executeAsync("block", Map.of());
      CompletableFuture<Result> waiting = pit.executeAsync("echo", Map.of("n", 1));
      waiting.cancel(true);
      assertThat(pit.defaultPool().stats().queued()).isZero();
      assertThat(pit.defaultPool().stats().queuedBytes()).isZero();
      CompletableFuture<Result> next = pit.executeAsync("echo", Map.of("n", 2));
      gate.complete("go");
      assertThat(next.join().get("n")).isEqualTo(2L);
    }
  }

  @Test
  void oneWorkerAndOneCallAreNoPlural() {
    try (Snakepit pit =
        FakePit.start(
            tools, p -> p.queue(q -> q.withCalls(1).withTimeout(Duration.ofMillis(50))))) {
      pit.executeAsync("block", Map.of());
      CompletableFuture<Result> late = pit.executeAsync("echo", Map.of());
      assertThatThrownBy(() -> pit.execute("echo", Map.of()))
          .hasMessage(
              "pool 'default' can't take tool 'echo': its queue is full with 1 call (queue.calls)");
      assertThatThrownBy(late::join)
          .hasMessageContaining(
              "its worker didn't become free within 50 ms (queue.timeout); running: 'block' on");
      gate.complete("go");
    }
  }

  private static void assertRefused(Snakepit pit, ErrorCode code, String words) {
    assertThatThrownBy(() -> pit.execute(Call.of("echo")))
        .isInstanceOfSatisfying(
            PoolSaturatedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.isRetryable()).isTrue();
            })
        .hasMessageContaining(words);
  }
}
