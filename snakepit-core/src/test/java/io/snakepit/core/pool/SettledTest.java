package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static io.snakepit.testkit.fake.FakeBehaviours.ignoreCancelUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.neverSettle;
import static io.snakepit.testkit.fake.FakeBehaviours.settleAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerState;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker is given back when it has settled, not when its call has its outcome (S2, S3). */
@Timeout(60)
class SettledTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final FakeTools tools =
      new FakeTools()
          .unary("late", settleAfter(gate))
          .unary("never", neverSettle())
          .unary("block", blockUntil(gate))
          .unary("stubborn", ignoreCancelUntil(gate))
          .unary("echo", echo());

  @Test
  void theNextCallWaitsForSettledAlthoughTheFirstHasItsResult() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      pit.execute("late", Map.of());
      assertThat(pit.defaultPool().workers().get(0).state()).isEqualTo(WorkerState.UNSETTLED);
      CompletableFuture<Result> next = pit.executeAsync("echo", Map.of("n", 1));
      assertThat(pit.defaultPool().stats().queued()).isEqualTo(1);
      assertThat(next).isNotDone();
      gate.complete("go");
      assertThat(next.join().get("n")).isEqualTo(1L);
      await()
          .untilAsserted(
              () ->
                  assertThat(pit.defaultPool().workers().get(0).state())
                      .isEqualTo(WorkerState.IDLE));
      assertThat(pit.defaultPool().stats().killed()).isZero();
    }
  }

  @Test
  void codeThatStopsWhenAskedKeepsItsWorker() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.timeouts(t -> t.withCancelGrace(Duration.ofSeconds(50))))) {
      String worker = pit.defaultPool().workers().get(0).id();
      assertThatThrownBy(() -> pit.execute(Call.of("block").timeout(Duration.ofMillis(50))))
          .isInstanceOf(DeadlineExceededException.class);
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
      assertThat(pit.defaultPool().workers().get(0).id()).isEqualTo(worker);
    }
  }

  @Test
  void codeThatDoesNotStopIsKilledAndItsWorkerReplaced() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.timeouts(t -> t.withCancelGrace(Duration.ofMillis(20))))) {
      String worker = pit.defaultPool().workers().get(0).id();
      assertThatThrownBy(() -> pit.execute(Call.of("stubborn").timeout(Duration.ofSeconds(1))))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("stubborn");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
      assertThat(pit.defaultPool().workers().get(0).id()).isNotEqualTo(worker);
      assertThat(pit.defaultPool().stats().killed()).isEqualTo(1);
      assertThat(pit.defaultPool().stats().lost()).isZero();
    }
  }

  @Test
  void aCancelledFutureFreesItsWorker() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      CompletableFuture<Result> call = pit.executeAsync("block", Map.of());
      assertThat(call.cancel(true)).isTrue();
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  @Test
  void closingEndsWhatNeverSettles() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.timeouts(t -> t.withDrain(Duration.ofMillis(50))))) {
      assertThat(pit.execute("never", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }
}
