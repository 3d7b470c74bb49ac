package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.ignoreCancelUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Capability;
import io.snakepit.api.ChangeInProgressException;
import io.snakepit.api.Changeover;
import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Pool;
import io.snakepit.api.PoolClosedException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.UnsupportedCapabilityException;
import io.snakepit.api.WorkerState;
import io.snakepit.api.WorkerStatus;
import io.snakepit.core.FakePit;
import io.snakepit.core.NamedAdapter;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeOpening;
import io.snakepit.testkit.fake.FakeTools;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool changes its generation while it serves (S11). */
@Timeout(60)
class ChangeoverTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final FakeAdapter one = FakeAdapter.of(tools("one"));
  private final FakeAdapter two = FakeAdapter.of(tools("two"));

  private FakeTools tools(String name) {
    return new FakeTools()
            .unary("who", call -> json('"' + name + '"'))
            .unary("block", blockUntil(gate))
            .unary("stubborn", ignoreCancelUntil(gate))
            .stream(
                "count",
                call -> IntStream.range(0, 100).mapToObj(number -> json("" + number)).iterator());
  }

  private static Payload json(String text) {
    return Payload.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private Snakepit start(Consumer<PoolConfig.Builder> more) {
    return start(new NamedAdapter("two", two), more);
  }

  private Snakepit start(NamedAdapter other, Consumer<PoolConfig.Builder> more) {
    return FakePit.start(
        SnakepitConfig.builder()
            .pool(
                "default",
                pool -> {
                  pool.runtime("fake").adapter("one");
                  more.accept(pool);
                })
            .build(),
        new NamedAdapter("one", one),
        other);
  }

  private static String who(Snakepit pit) {
    return pit.execute("who", Map.of()).as(String.class);
  }

  @Test
  void whatHadStartedOfAGenerationThatCannotStartIsStopped() {
    AtomicInteger opened = new AtomicInteger();
    FakeAdapter half =
        FakeAdapter.builder(tools("half"))
            .opening(
                request ->
                    opened.getAndIncrement() == 0
                        ? CompletableFuture.completedStage("open")
                        : CompletableFuture.failedStage(
                            new WorkerOpenException("no memory left", null)))
            .build();
    try (Snakepit pit = start(new NamedAdapter("two", half), p -> p.workers(2))) {
      assertThatThrownBy(() -> pit.defaultPool().switchAdapter("two"))
          .hasMessageContaining("no memory left");
      await().untilAsserted(() -> assertThat(half.workers()).isEmpty());
    }
  }

  @Test
  void callsGoToTheNewAdapterAndTheOldWorkersAreGone() {
    try (Snakepit pit = start(p -> p.workers(3))) {
      Pool pool = pit.defaultPool();
      assertThat(who(pit)).isEqualTo("one");
      Changeover change = pool.switchAdapter("two");
      assertThat(who(pit)).isEqualTo("two");
      assertThat(change.from()).isEqualTo(1);
      assertThat(change.to()).isEqualTo(2);
      assertThat(change.drained().join()).isZero();
      assertThat(pool.workers())
          .hasSize(3)
          .allSatisfy(worker -> assertThat(worker.generation()).isEqualTo(2))
          .allSatisfy(worker -> assertThat(worker.adapter()).isEqualTo("two"));
      await().untilAsserted(() -> assertThat(one.workers()).isEmpty());
      assertThat(pool.stats().succeeded()).isEqualTo(2);
    }
  }

  @Test
  void whoIsToldThatTheOldWorkersAreGoneFindsThemGone() {
    try (Snakepit pit = start(p -> {})) {
      Pool pool = pit.defaultPool();
      pit.executeAsync("block", Map.of());
      Changeover change = pool.switchAdapter("two");
      CompletableFuture<List<WorkerStatus>> found =
          change.drained().thenApply(stragglers -> pool.workers());
      gate.complete("go");
      assertThat(found.join()).extracting(WorkerStatus::generation).containsExactly(2);
    }
  }

  /** S13: it may do what takes long, and the adapter has other workers to look after. */
  @Test
  void whoIsToldThatTheOldWorkersAreGoneRunsOnNoThreadOfAnAdapter() {
    try (Snakepit pit = start(p -> {})) {
      pit.executeAsync("block", Map.of());
      Changeover change = pit.defaultPool().switchAdapter("two");
      CompletableFuture<String> thread =
          change.drained().thenApply(stragglers -> Thread.currentThread().getName());
      gate.complete("go");
      assertThat(thread.join()).startsWith("snakepit-user-");
    }
  }

  @Test
  void whatRunsEndsOnTheOldWorkerAndWhatWaitsRunsOnTheNewOne() {
    try (Snakepit pit = start(p -> {})) {
      CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
      CompletableFuture<Result> waiting = pit.executeAsync("who", Map.of());
      Changeover change = pit.defaultPool().switchAdapter("two");
      assertThat(waiting.join().as(String.class)).isEqualTo("two");
      assertThat(running).isNotDone();
      assertThat(change.drained()).isNotDone();
      assertThat(pit.defaultPool().workers())
          .extracting(WorkerStatus::state)
          .contains(WorkerState.DRAINING);
      gate.complete("go");
      assertThat(running.join()).isNotNull();
      assertThat(change.drained().join()).isZero();
    }
  }

  @Test
  void aStreamGoesOnAcrossTheChangeWithEveryItem() {
    try (Snakepit pit = start(p -> {})) {
      List<Integer> items = new ArrayList<>();
      Changeover change = null;
      try (ResultStream stream = pit.executeStream("count", Map.of())) {
        for (Result item : stream) {
          items.add(item.as(Integer.class));
          if (items.size() == 10) {
            change = pit.defaultPool().switchAdapter("two");
          }
        }
      }
      assertThat(items).hasSize(100).isSorted();
      assertThat(change).isNotNull();
      assertThat(change.drained().join()).isZero();
    }
  }

  @Test
  void stragglersAreCutShortAfterTheDrainTimeAsRetryable() {
    try (Snakepit pit = start(p -> p.timeouts(t -> t.withDrain(Duration.ofMillis(50))))) {
      CompletableFuture<Result> straggler = pit.executeAsync("stubborn", Map.of());
      Changeover change = pit.defaultPool().switchAdapter("two");
      assertThatThrownBy(straggler::join)
          .cause()
          .isInstanceOfSatisfying(
              SnakepitException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.WORKER_KILLED);
                assertThat(failure.code().retryable()).isTrue();
                assertThat(failure).hasMessageContaining("timeouts.drain");
              });
      assertThat(change.drained().join()).isEqualTo(1);
      gate.complete("go");
    }
  }

  @Test
  void aGenerationThatCannotStartChangesNothing() {
    FakeAdapter refusing =
        FakeAdapter.builder(tools("two")).opening(FakeOpening.refuse("no such thing")).build();
    try (Snakepit pit = start(new NamedAdapter("two", refusing), p -> p.workers(2))) {
      Pool pool = pit.defaultPool();
      assertThatThrownBy(() -> pool.switchAdapter("two")).hasMessageContaining("no such thing");
      assertThat(who(pit)).isEqualTo("one");
      await().until(() -> pool.workers().size() == 2);
      assertThat(pool.workers()).allSatisfy(w -> assertThat(w.generation()).isEqualTo(1));
      assertThat(pool.reloadTools().to()).isEqualTo(2); // another change is possible
    }
  }

  @Test
  void anUnknownAdapterIsRefusedWithASuggestion() {
    try (Snakepit pit = start(p -> {})) {
      assertThatThrownBy(() -> pit.defaultPool().switchAdapter("tow"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("two");
      assertThat(who(pit)).isEqualTo("one");
    }
  }

  @Test
  void aSecondChangeWaitsForTheEndOfTheFirst() {
    try (Snakepit pit = start(p -> {})) {
      Pool pool = pit.defaultPool();
      CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
      Changeover first = pool.switchAdapter("two");
      assertThatThrownBy(() -> pool.switchAdapter("one"))
          .isInstanceOf(ChangeInProgressException.class);
      gate.complete("go");
      assertThat(running.join()).isNotNull();
      first.drained().join();
      pool.switchAdapter("one").drained().join();
      assertThat(who(pit)).isEqualTo("one");
    }
  }

  @Test
  void closingEndsAChangeThatIsBeingWarmed() throws InterruptedException {
    FakeAdapter slow = FakeAdapter.builder(tools("two")).opening(FakeOpening.never()).build();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Snakepit pit = start(new NamedAdapter("two", slow), p -> {});
    Thread changing =
        new Thread(
            () -> {
              try {
                pit.defaultPool().switchAdapter("two");
              } catch (SnakepitException refused) {
                failure.set(refused);
              }
            });
    changing.start();
    await().until(() -> changing.getState() == Thread.State.WAITING);
    pit.close();
    changing.join();
    assertThat(failure.get()).isInstanceOf(PoolClosedException.class);
  }

  @Test
  void aClosedPoolPreparesNoChange() {
    Snakepit pit = start(p -> {});
    pit.close();
    assertThatThrownBy(() -> pit.defaultPool().switchAdapter("absent"))
        .isInstanceOf(PoolClosedException.class);
  }

  @Test
  void aStreamThatWaitedFailsWhenTheNewGenerationCannotStream() {
    FakeAdapter plain =
        FakeAdapter.builder(tools("two")).capabilities(EnumSet.of(Capability.BINARY)).build();
    try (Snakepit pit = start(new NamedAdapter("two", plain), p -> {})) {
      CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
      try (ResultStream waiting = pit.executeStream("count", Map.of())) {
        pit.defaultPool().switchAdapter("two");
        assertThatThrownBy(() -> waiting.iterator().hasNext())
            .isInstanceOf(UnsupportedCapabilityException.class);
      }
      gate.complete("go");
      running.join();
    }
  }

  @Test
  void reloadingKeepsTheAdapterOfTheLastChange() {
    try (Snakepit pit = start(p -> {})) {
      Pool pool = pit.defaultPool();
      pool.switchAdapter("two").drained().join();
      Changeover reload = pool.reloadTools();
      assertThat(reload.to()).isEqualTo(3);
      assertThat(who(pit)).isEqualTo("two");
    }
  }
}
