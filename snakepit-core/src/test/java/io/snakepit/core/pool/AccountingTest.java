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
import io.snakepit.api.PoolSaturatedException;
import io.snakepit.api.PoolStats;
import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each accepted call is counted once: as succeeded, failed, queued or running. */
@Timeout(60)
class AccountingTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final FakeTools tools =
      new FakeTools()
          .unary("block", blockUntil(gate))
          .unary("stubborn", ignoreCancelUntil(gate))
          .unary("crash", crash("bye"))
          .unary(
              "crashLater",
              call -> {
                gate.join();
                return crash("bye").run(call);
              })
          .unary("echo", echo());

  @Test
  void aRefusedCallIsCountedAsThatAlone() {
    try (Snakepit pit = FakePit.start(tools, p -> p.queue(q -> q.withCalls(0)))) {
      pit.executeAsync("block", Map.of());
      assertThatThrownBy(() -> pit.execute("echo", Map.of()))
          .isInstanceOf(PoolSaturatedException.class);
      assertThat(pit.defaultPool().stats())
          .returns(1L, PoolStats::accepted)
          .returns(1L, PoolStats::refused)
          .returns(1, PoolStats::running)
          .returns(0L, PoolStats::failed);
      gate.complete("go");
    }
  }

  @Test
  void aCallThatWaitsToBeMadeAgainIsQueued() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.retry(r -> r.withDelay(Duration.ofSeconds(30))))) {
      CompletableFuture<Result> call = pit.executeAsync(Call.of("crash").idempotent());
      await().until(() -> pit.defaultPool().stats().retried() == 1);
      await()
          .untilAsserted(
              () ->
                  assertThat(pit.defaultPool().stats())
                      .returns(1L, PoolStats::accepted)
                      .returns(1, PoolStats::queued)
                      .returns(0, PoolStats::running));
      call.cancel(true);
      assertThat(pit.defaultPool().stats())
          .returns(0, PoolStats::queued)
          .returns(1L, PoolStats::failed);
    }
  }

  @Test
  void theEndOfASessionWhoseWorkerDiesIsNoFailure() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session = pit.session("one");
      CompletableFuture<Result> crash = session.executeAsync("crashLater", Map.of());
      await().until(() -> pit.defaultPool().stats().running() == 1);
      session.close();
      gate.complete("go");
      assertThatThrownBy(crash::join).hasCauseInstanceOf(WorkerCrashedException.class);
      await()
          .untilAsserted(
              () ->
                  assertThat(pit.defaultPool().stats())
                      .returns(2L, PoolStats::accepted)
                      .returns(1L, PoolStats::succeeded)
                      .returns(1L, PoolStats::failed));
    }
  }

  @Test
  void whoIsToldOfADeadlineFindsTheCallOutOfTheQueue() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      pit.executeAsync("block", Map.of());
      for (int i = 0; i < 20; i++) {
        CompletableFuture<Integer> queuedWhenTold =
            pit.executeAsync(Call.of("echo").timeout(Duration.ofMillis(1)))
                .handle((result, failure) -> pit.defaultPool().stats().queued());
        assertThat(queuedWhenTold.join()).isZero();
      }
      assertThat(pit.defaultPool().stats().failed()).isEqualTo(20);
      gate.complete("go");
    }
  }

  @Test
  void aCallThatMissesItsDeadlineInTheQueueIsCountedOnce() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      pit.executeAsync("block", Map.of());
      assertThatThrownBy(() -> pit.execute(Call.of("echo").timeout(Duration.ofMillis(20))))
          .isInstanceOf(DeadlineExceededException.class);
      assertThat(pit.defaultPool().stats())
          .returns(2L, PoolStats::accepted)
          .returns(1L, PoolStats::failed)
          .returns(0, PoolStats::queued)
          .returns(1, PoolStats::running);
      gate.complete("go");
    }
  }

  @Test
  void aCallThatHasItsOutcomeIsNotMadeAgainForTheDeathOfItsWorker() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.timeouts(t -> t.withCancelGrace(Duration.ofMillis(1))))) {
      CompletableFuture<Result> call = pit.executeAsync(Call.of("stubborn").idempotent());
      await().until(() -> pit.defaultPool().stats().running() == 1);
      call.cancel(true);
      await().until(() -> pit.defaultPool().stats().killed() == 1);
      assertThat(pit.defaultPool().stats().retried()).isZero();
    }
  }

  @Test
  void whoIsToldOfACrashFindsItsWorkerLost() {
    SnakepitConfig.Builder config =
        SnakepitConfig.builder().executor(Runnable::run).pool("default", p -> p.runtime("fake"));
    try (Snakepit pit = FakePit.start(config.build(), FakeAdapter.of(tools))) {
      CompletableFuture<PoolStats> whenTold =
          pit.executeAsync("crashLater", Map.of())
              .handle((result, failure) -> pit.defaultPool().stats());
      gate.complete("go");
      assertThat(whenTold.join()).returns(0, PoolStats::workers).returns(1L, PoolStats::lost);
    }
  }
}
