package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many calls a worker is given is for the pool to ask and for the worker to say (S2). */
@Timeout(60)
class ConcurrencyTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final FakeTools tools = new FakeTools().unary("block", blockUntil(gate));

  @Test
  void aWorkerThatCanRunSeveralCallsIsGivenSeveral() {
    assertThat(runningOfThree(FakeAdapter.builder(tools).concurrency(2).build())).isEqualTo(2);
  }

  @Test
  void aWorkerThatCanNotIsGivenOneWhateverThePoolAsksFor() {
    assertThat(runningOfThree(FakeAdapter.of(tools))).isEqualTo(1);
  }

  private int runningOfThree(FakeAdapter adapter) {
    try (Snakepit pit = FakePit.start(adapter, p -> p.concurrency(2))) {
      CompletableFuture<Result> first = pit.executeAsync("block", Map.of());
      CompletableFuture<Result> second = pit.executeAsync("block", Map.of());
      CompletableFuture<Result> third = pit.executeAsync("block", Map.of());
      int given = 3 - pit.defaultPool().stats().queued();
      gate.complete("go");
      CompletableFuture.allOf(first, second, third).join();
      return given;
    }
  }

  @Test
  void theObituaryOfAWorkerThatRanSeveralNamesThemAll() {
    CountDownLatch begun = new CountDownLatch(1);
    tools.unary(
        "wait",
        call -> {
          begun.countDown();
          gate.get();
          return call.arguments();
        });
    tools.unary(
        "crash",
        call -> {
          begun.await();
          throw call.crash("stack overflow");
        });
    FakeAdapter adapter = FakeAdapter.builder(tools).concurrency(2).build();
    try (Snakepit pit = FakePit.start(adapter, p -> p.concurrency(2))) {
      CompletableFuture<Result> beside = pit.executeAsync("wait", Map.of());

      assertThatThrownBy(() -> pit.execute("crash", Map.of()))
          .isInstanceOfSatisfying(
              WorkerCrashedException.class,
              crashed ->
                  assertThat(crashed.obituary().running())
                      .containsExactlyInAnyOrder("wait", "crash"));

      assertThatThrownBy(beside::join)
          .hasCauseInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("while running wait, crash");
      gate.complete("go");
    }
  }

  @Test
  void aWorkerThatIsNewIsGivenSeveralOfThoseThatWait() {
    CountDownLatch met = new CountDownLatch(2);
    tools.unary(
        "meet",
        call -> {
          met.countDown();
          met.await();
          return call.arguments();
        });
    AtomicInteger opened = new AtomicInteger();
    FakeAdapter adapter =
        FakeAdapter.builder(tools)
            .concurrency(2)
            .opening(
                request ->
                    opened.getAndIncrement() == 0 ? CompletableFuture.completedStage("open") : gate)
            .build();
    try (Snakepit pit = FakePit.start(adapter, p -> p.concurrency(2))) {
      adapter.workers().get(0).kill("gone");
      await().until(() -> pit.defaultPool().stats().workers() == 0);
      Call call = Call.of("meet").timeout(Duration.ofSeconds(20));
      CompletableFuture<Result> one = pit.executeAsync(call);
      CompletableFuture<Result> other = pit.executeAsync(call);
      gate.complete("open");
      assertThat(one.join()).isNotNull();
      assertThat(other.join()).isNotNull();
    }
  }
}
