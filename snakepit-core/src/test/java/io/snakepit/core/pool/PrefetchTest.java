package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.crash;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static io.snakepit.testkit.fake.FakeBehaviours.ignoreCancelUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import io.snakepit.testkit.fake.FakeWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that were sent ahead suffer nothing from the one that runs before them (S2). */
@Timeout(60)
class PrefetchTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final CompletableFuture<String> begun = new CompletableFuture<>();
  private final AtomicInteger counted = new AtomicInteger();
  private final FakeTools tools =
      new FakeTools()
          .unary(
              "block",
              call -> {
                begun.complete("begun");
                return blockUntil(gate).run(call);
              })
          .unary("stubborn", ignoreCancelUntil(new CompletableFuture<>()))
          .unary("echo", echo())
          .unary(
              "count",
              call -> {
                counted.incrementAndGet();
                return call.arguments();
              });
  private final FakeAdapter adapter = FakeAdapter.of(tools);

  @Test
  void callsAreSentAheadUpToTheBound() {
    try (Snakepit pit = FakePit.start(adapter, p -> p.prefetch(2))) {
      CompletableFuture<Result> block = pit.executeAsync("block", Map.of());
      List<CompletableFuture<Result>> behind = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        behind.add(pit.executeAsync("echo", Map.of("n", i)));
      }
      assertThat(pit.defaultPool().stats().queued()).isEqualTo(3);
      begun.join();
      assertThat(pit.defaultPool().workers().get(0).running()).containsExactly("block");
      gate.complete("go");
      assertThat(block.join()).isNotNull();
      for (int i = 0; i < 5; i++) {
        assertThat(behind.get(i).join().get("n")).isEqualTo((long) i);
      }
    }
  }

  @Test
  void onlyTheStartedCallFailsWhenTheWorkerDies() {
    try (Snakepit pit = FakePit.start(adapter, p -> p.prefetch(3))) {
      CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
      await().until(() -> adapter.workers().size() == 1);
      List<CompletableFuture<Result>> ahead = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        ahead.add(pit.executeAsync("count", Map.of("n", i)));
      }
      begun.join();
      adapter.workers().get(0).kill("pulled the plug");
      assertThatThrownBy(running::join).hasCauseInstanceOf(WorkerCrashedException.class);
      for (int i = 0; i < 3; i++) {
        assertThat(ahead.get(i).join().get("n")).isEqualTo((long) i);
      }
      assertThat(counted).hasValue(3);
      assertThat(pit.defaultPool().stats().retried()).isZero();
    }
  }

  @Test
  void aDeadlineThatKillsTheWorkerLeavesTheOthersTheirTurn() {
    try (Snakepit pit =
        FakePit.start(
            adapter, p -> p.prefetch(2).timeouts(t -> t.withCancelGrace(Duration.ofMillis(20))))) {
      CompletableFuture<Result> stuck =
          pit.executeAsync(Call.of("stubborn").timeout(Duration.ofMillis(100)));
      CompletableFuture<Result> ahead = pit.executeAsync("count", Map.of("n", 1));
      assertThatThrownBy(stuck::join).hasCauseInstanceOf(DeadlineExceededException.class);
      assertThat(ahead.join().get("n")).isEqualTo(1L);
      assertThat(counted).hasValue(1);
    }
  }

  @Test
  void aCallThatWasSentAheadCanBeWithdrawn() {
    try (Snakepit pit = FakePit.start(adapter, p -> p.prefetch(2))) {
      CompletableFuture<Result> block = pit.executeAsync("block", Map.of());
      CompletableFuture<Result> ahead = pit.executeAsync("count", Map.of("n", 1));
      CompletableFuture<Result> next = pit.executeAsync("echo", Map.of("n", 2));
      ahead.cancel(true);
      gate.complete("go");
      assertThat(block.join()).isNotNull();
      assertThat(next.join().get("n")).isEqualTo(2L);
      assertThat(counted).hasValue(0);
      await().until(() -> pit.defaultPool().stats().idle() == 1);
      assertThat(pit.defaultPool().workers().get(0).calls()).isEqualTo(2);
    }
  }

  @Test
  void aCallThatWasOnlySentAheadHasNotBeenMadeYet() {
    AtomicInteger made = new AtomicInteger();
    tools.unary(
        "crashAtFirst",
        call -> made.incrementAndGet() == 1 ? crash("bye").run(call) : call.arguments());
    try (Snakepit pit = FakePit.start(adapter, p -> p.prefetch(1).retry(r -> r.withAttempts(2)))) {
      CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
      CompletableFuture<Result> ahead = pit.executeAsync(Call.of("crashAtFirst").idempotent());
      begun.join();
      adapter.workers().get(0).kill("pulled the plug");
      assertThatThrownBy(running::join).hasCauseInstanceOf(WorkerCrashedException.class);
      assertThat(ahead.join()).isNotNull();
      assertThat(made).hasValue(2);
    }
  }

  @Test
  void aSessionsCallThatWasSentAheadToAWorkerThatLeavesTellsOfItsLossOnce() {
    try (Snakepit pit = FakePit.start(adapter, p -> p.prefetch(1))) {
      Session session = pit.session("one");
      session.execute("echo", Map.of());
      CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
      CompletableFuture<Result> ahead = session.executeAsync("echo", Map.of());
      FakeWorker home = adapter.workers().get(0);
      pit.defaultPool().reloadTools();
      begun.join();
      home.kill("pulled the plug");
      assertThatThrownBy(running::join).hasCauseInstanceOf(WorkerCrashedException.class);
      assertThatThrownBy(ahead::join).hasCauseInstanceOf(SessionException.class);
      assertThat(session.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }
}
