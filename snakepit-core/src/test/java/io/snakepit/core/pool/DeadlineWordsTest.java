package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A deadline that has passed says how long it was. */
@Timeout(60)
class DeadlineWordsTest {

  private final FakeTools tools =
      new FakeTools().unary("block", blockUntil(new CompletableFuture<>()));

  @Test
  void sayHowLongTheCallItselfMayTake() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      assertThatThrownBy(() -> pit.execute(Call.of("block").timeout(Duration.ofMillis(20))))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessage(
              "tool 'block' had no result at its deadline, after 20 ms"
                  + " (Call.timeout, or else timeouts.call)");
    }
  }

  @Test
  void sayWhatKeepsTheWorkersThatTheCallWaitedFor() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
      assertThatThrownBy(() -> pit.execute(Call.of("block").timeout(Duration.ofMillis(20))))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageMatching(
              ".* timeouts.call\\): it was still waiting for a worker; running:"
                  + " 'block' on default-1 for \\d+\\.\\d s");
      running.cancel(true);
    }
  }

  @Test
  void sayThatTheCallWaitedForItsTurnInASession() {
    try (Snakepit pit = FakePit.start(tools, p -> p.workers(2))) {
      Session session = pit.session("user-42");
      CompletableFuture<Result> running = session.executeAsync("block", Map.of());
      assertThatThrownBy(() -> session.execute(Call.of("block").timeout(Duration.ofMillis(20))))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining(
              "it was still waiting for its turn in session 'user-42', or for a worker for it")
          .hasMessageContaining("running: 'block' on ");
      running.cancel(true);
    }
  }

  @Test
  void sayThatThereIsNoWorkerForTheCall() {
    AtomicBoolean refuse = new AtomicBoolean();
    FakeAdapter adapter = FakeAdapter.builder(tools).opening(FakePit.refusedWhile(refuse)).build();
    try (Snakepit pit = FakePit.start(adapter, p -> {})) {
      await().until(() -> adapter.workers().size() == 1);
      refuse.set(true);
      adapter.workers().get(0).kill("pulled the plug");
      await().until(() -> pit.defaultPool().stats().workers() == 0);
      assertThatThrownBy(() -> pit.execute(Call.of("block").timeout(Duration.ofMillis(20))))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageEndingWith(
              "it was still waiting for a worker; the pool's worker is being started");
    }
  }

  @Test
  void sayHowLongThePoolsCallsMayTake() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.timeouts(t -> t.withCall(Duration.ofMillis(30))))) {
      assertThatThrownBy(() -> pit.execute("block", Map.of()))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("at its deadline, after 30 ms");
    }
  }
}
