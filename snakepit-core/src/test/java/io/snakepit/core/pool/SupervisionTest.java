package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.PoolBrokenException;
import io.snakepit.api.PoolClosedException;
import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool keeps its number of workers, says when it can't, and recovers. */
@Timeout(60)
class SupervisionTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final FakeTools tools =
      new FakeTools().unary("echo", echo()).unary("block", blockUntil(gate));
  private final AtomicBoolean refuse = new AtomicBoolean();
  private final FakeAdapter adapter =
      FakeAdapter.builder(tools).opening(FakePit.refusedWhile(refuse)).build();

  @Test
  void allWorkersStart() {
    try (Snakepit pit = FakePit.start(adapter, p -> p.workers(7))) {
      await().untilAsserted(() -> assertThat(pit.defaultPool().stats().idle()).isEqualTo(7));
      assertThat(pit.defaultPool().workers()).extracting(w -> w.id()).doesNotHaveDuplicates();
    }
  }

  @Test
  void aPoolNoneOfWhoseWorkersCanStartFailsWithTheirWords() {
    refuse.set(true);
    assertThatThrownBy(() -> FakePit.start(adapter, p -> p.workers(3)).close())
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("no memory left");
    await().untilAsserted(() -> assertThat(adapter.workers()).isEmpty());
  }

  @Test
  void aBrokenPoolFailsFastAndMendsItself() {
    try (Snakepit pit =
        FakePit.start(
            adapter,
            p ->
                p.restart(
                    r ->
                        r.withLimit(2)
                            .withInitialDelay(Duration.ofMillis(1))
                            .withMaxDelay(Duration.ofMillis(2))
                            .withProbeInterval(Duration.ofMillis(20))))) {
      refuse.set(true);
      adapter.workers().get(0).kill("gone");
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> pit.execute("echo", Map.of()))
                      .isInstanceOf(PoolBrokenException.class)
                      .hasMessageContaining("no memory left")
                      .hasMessageContaining("restart.limit"));
      assertThat(pit.defaultPool().outage())
          .containsInstanceOf(PoolBrokenException.class)
          .get(as(InstanceOfAssertFactories.THROWABLE))
          .hasMessageContaining("no memory left");
      refuse.set(false);
      await()
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L));
      assertThat(pit.defaultPool().outage()).isEmpty();
    }
  }

  @Test
  void aPoolIsOutFromItsCloseOn() {
    Snakepit pit = FakePit.start(adapter, p -> {});
    assertThat(pit.defaultPool().outage()).isEmpty();
    pit.close();
    assertThat(pit.defaultPool().outage()).containsInstanceOf(PoolClosedException.class);
  }

  @Test
  void aStartThatFindsNoThreadIsTriedAgain() {
    AtomicInteger starts = new AtomicInteger();
    FakeAdapter starved =
        FakeAdapter.builder(tools)
            .opening(
                request -> {
                  if (starts.getAndIncrement() == 1) {
                    throw new InternalError("unable to create native thread");
                  }
                  return CompletableFuture.completedStage("open");
                })
            .build();
    try (Snakepit pit =
        FakePit.start(starved, p -> p.restart(r -> r.withInitialDelay(Duration.ofMillis(1))))) {
      starved.workers().get(0).kill("gone");
      await().untilAsserted(() -> assertThat(pit.defaultPool().stats().idle()).isEqualTo(1));
    }
  }

  @Test
  void aWorkerThatServedEnoughIsReplacedByAFreshOne() {
    try (Snakepit pit =
        FakePit.start(adapter, p -> p.recycle(r -> r.withAfterCalls(3).withJitter(0)))) {
      String first = pit.defaultPool().workers().get(0).id();
      for (int i = 0; i < 3; i++) {
        pit.execute("echo", Map.of());
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(pit.defaultPool().workers())
                      .hasSize(1)
                      .allMatch(worker -> !worker.id().equals(first)));
      assertThat(pit.defaultPool().stats().lost()).isZero();
    }
  }

  @Test
  void aWorkerThatHoldsASessionIsNotRecycled() {
    try (Snakepit pit =
        FakePit.start(adapter, p -> p.recycle(r -> r.withAfterCalls(1).withJitter(0)))) {
      Session session = pit.session("one");
      session.execute("echo", Map.of());
      session.execute("echo", Map.of());
      String home = pit.defaultPool().workers().get(0).id();
      session.close();
      await()
          .untilAsserted(
              () ->
                  assertThat(pit.defaultPool().workers())
                      .hasSize(1)
                      .allMatch(worker -> !worker.id().equals(home)));
    }
  }

  @Test
  void aRecycledWorkerFinishesWhatItRuns() {
    try (Snakepit pit =
        FakePit.start(
            adapter, p -> p.recycle(r -> r.withAfterAge(Duration.ofMillis(1)).withJitter(0)))) {
      CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
      await().untilAsserted(() -> assertThat(pit.defaultPool().stats().started()).isGreaterThan(1));
      assertThat(running).isNotDone();
      gate.complete("go");
      assertThat(running.join()).isNotNull();
    }
  }
}
