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
import io.snakepit.api.Obituary;
import io.snakepit.api.Pool;
import io.snakepit.api.PoolBrokenException;
import io.snakepit.api.PoolStats;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.SnakepitListener;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.api.WorkerStatus;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The application is told what happens to workers, by the listeners that it adds. */
@Timeout(60)
class ListenersTest {

  private final FakeTools tools =
      new FakeTools().unary("echo", echo()).unary("crash", crash("stack overflow"));
  private final AtomicBoolean refuse = new AtomicBoolean();
  private final FakeAdapter adapter =
      FakeAdapter.builder(tools).opening(FakePit.refusedWhile(refuse)).build();
  private final Recorder recorder = new Recorder();

  @Test
  void aLostWorkerIsToldWithItsObituary() {
    try (Snakepit pit = start(recorder)) {
      assertThatThrownBy(() -> pit.execute("crash", Map.of()))
          .isInstanceOf(WorkerCrashedException.class);

      await().until(() -> recorder.lost.size() == 1);
      Obituary obituary = recorder.lost.get(0);
      assertThat(obituary.worker()).isEqualTo("fragile-1");
      assertThat(obituary.running()).containsExactly("crash");
      assertThat(obituary.reason()).contains("stack overflow");
    }
    assertThat(recorder.events).as("what closes isn't lost").containsExactly("fragile lost");
  }

  @Test
  void aWorkerThatACallDiedWithIsToldWithThatCallAlsoWhenItIsMadeAgain() {
    try (Snakepit pit = start(recorder)) {
      assertThatThrownBy(() -> pit.execute(Call.of("crash").idempotent()))
          .isInstanceOf(WorkerCrashedException.class);

      await().until(() -> recorder.lost.size() > 1);
      assertThat(recorder.lost)
          .allSatisfy(lost -> assertThat(lost.running()).containsExactly("crash"))
          .allSatisfy(lost -> assertThat(lost.calls()).isZero());
    }
  }

  @Test
  void aWorkerThatIsKilledAtADeadlineIsToldWithTheCallThatDidNotStop() {
    tools.unary("stubborn", ignoreCancelUntil(new CompletableFuture<>()));
    try (Snakepit pit = start(recorder)) {
      assertThatThrownBy(() -> pit.execute(Call.of("stubborn").timeout(Duration.ofMillis(20))))
          .isInstanceOf(DeadlineExceededException.class);

      await().until(() -> recorder.lost.size() == 1);
      assertThat(recorder.lost.get(0).running()).containsExactly("stubborn");
      assertThat(recorder.lost.get(0).calls()).isZero();
    }
  }

  @Test
  void aWorkerThatIsReadyIsToldAndSoIsItsSuccessor() {
    try (Snakepit pit = start(recorder)) {
      assertThatThrownBy(() -> pit.execute("crash", Map.of()))
          .isInstanceOf(WorkerCrashedException.class);
      await().until(() -> recorder.ready.size() == 2);

      pit.pool("fragile").switchAdapter("fake").drained().join();
      await().until(() -> recorder.ready.size() == 3);
    }
    assertThat(recorder.ready)
        .extracting(WorkerStatus::id)
        .containsExactly("fragile-1", "fragile-2", "fragile-3");
    assertThat(recorder.ready).extracting(WorkerStatus::generation).containsExactly(1, 1, 2);
  }

  @Test
  void aNewGenerationsWorkerIsReadyBeforeWhatHasWaitedForItCostsItsLife() {
    CompletableFuture<String> gate = new CompletableFuture<>();
    tools.unary("block", blockUntil(gate));
    FakeAdapter inline = FakeAdapter.builder(tools).inline().build(); // it runs calls within begin
    try (Snakepit pit = start(inline, config -> {}, recorder)) {
      CompletableFuture<?> running =
          CompletableFuture.runAsync(() -> pit.execute("block", Map.of()));
      await().until(() -> pit.pool("fragile").stats().running() == 1);
      pit.executeAsync("crash", Map.of());

      pit.pool("fragile").switchAdapter("fake");

      await().until(() -> recorder.workers.contains("fragile-2 lost"));
      gate.complete("go");
      running.join();
    }
    assertThat(recorder.workers).containsSubsequence("fragile-2 ready", "fragile-2 lost");
  }

  @Test
  void aPoolThatLacksAWorkerSaysSoForAsLongAsItDoes() {
    try (Snakepit pit = start(adapter, config -> {}, 2, recorder)) {
      Pool pool = pit.pool("fragile");
      await().until(() -> recorder.ready.size() == 2);
      refuse.set(true);
      adapter.workers().get(0).kill("gone");

      await().until(() -> recorder.notStarted.size() >= 2);
      assertThat(recorder.notStarted.get(0))
          .isInstanceOf(WorkerStartException.class)
          .hasMessageContaining("no memory left");
      assertThat(pool.outage()).as("it has one that serves").isEmpty();
      assertThat(pool.stats())
          .returns(2, PoolStats::configured)
          .returns(1, PoolStats::workers)
          .matches(stats -> stats.failedStarts() >= 2);

      refuse.set(false);
      await().until(() -> recorder.ready.size() == 3);
      assertThat(pool.stats().workers()).isEqualTo(2);
    }
  }

  @Test
  void aChangeThatFailsIsToldToWhoAskedForItAlone() {
    try (Snakepit pit = start(recorder)) {
      refuse.set(true);
      assertThatThrownBy(() -> pit.pool("fragile").reloadTools())
          .isInstanceOf(WorkerStartException.class);
      assertThat(pit.pool("fragile").stats().failedStarts()).isZero();
    }
    assertThat(recorder.notStarted).isEmpty();
  }

  @Test
  void anOutageIsToldAndItsEnd() {
    try (Snakepit pit = start(recorder)) {
      refuse.set(true);
      adapter.workers().get(0).kill("gone");
      await().until(() -> recorder.events.contains("fragile out"));
      assertThat(recorder.cause)
          .isInstanceOf(PoolBrokenException.class)
          .hasMessageContaining("no memory left");

      refuse.set(false);
      await().until(() -> recorder.events.size() == 3);
      assertThat(recorder.events).containsExactly("fragile lost", "fragile out", "fragile back");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  @Test
  void whoIsToldThatThereIsAWorkerAgainFindsIt() {
    AtomicInteger found = new AtomicInteger(-1);
    AtomicReference<Pool> watched = new AtomicReference<>();
    SnakepitListener looking =
        new SnakepitListener() {
          @Override
          public void onOutageOver(String pool) {
            found.set(watched.get().stats().workers());
          }
        };
    try (Snakepit pit = start(config -> config.executor(Runnable::run), looking)) {
      watched.set(pit.pool("fragile"));
      refuse.set(true);
      adapter.workers().get(0).kill("gone");
      await().until(() -> pit.pool("fragile").outage().isPresent());
      refuse.set(false);
      await().until(() -> found.get() >= 0);
      assertThat(found).hasValue(1);
    }
  }

  @Test
  void oneThatThrowsKeepsNothingFromTheOthers() {
    SnakepitListener broken =
        new SnakepitListener() {
          @Override
          public void onWorkerLost(String pool, Obituary obituary) {
            throw new IllegalStateException("mine");
          }
        };
    try (Snakepit pit = start(broken, recorder)) {
      assertThatThrownBy(() -> pit.execute("crash", Map.of()))
          .isInstanceOf(WorkerCrashedException.class);
      assertThatThrownBy(() -> pit.execute("crash", Map.of()))
          .isInstanceOf(WorkerCrashedException.class);

      await().until(() -> recorder.lost.size() == 2);
    }
  }

  private Snakepit start(SnakepitListener... listeners) {
    return start(config -> {}, listeners);
  }

  private Snakepit start(Consumer<SnakepitConfig.Builder> more, SnakepitListener... listeners) {
    return start(adapter, more, listeners);
  }

  private static Snakepit start(
      FakeAdapter adapter, Consumer<SnakepitConfig.Builder> more, SnakepitListener... listeners) {
    return start(adapter, more, 1, listeners);
  }

  private static Snakepit start(
      FakeAdapter adapter,
      Consumer<SnakepitConfig.Builder> more,
      int workers,
      SnakepitListener... listeners) {
    SnakepitConfig.Builder config =
        SnakepitConfig.builder()
            .pool(
                "fragile",
                p ->
                    p.runtime("fake")
                        .workers(workers)
                        .restart(
                            r ->
                                r.withLimit(2)
                                    .withInitialDelay(Duration.ofMillis(1))
                                    .withMaxDelay(Duration.ofMillis(2))
                                    .withProbeInterval(Duration.ofMillis(20))));
    List.of(listeners).forEach(config::listener);
    more.accept(config);
    return FakePit.start(config.build(), adapter);
  }

  private static final class Recorder implements SnakepitListener {

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> workers = new CopyOnWriteArrayList<>();
    final List<WorkerStatus> ready = new CopyOnWriteArrayList<>();
    final List<SnakepitException> notStarted = new CopyOnWriteArrayList<>();
    final List<Obituary> lost = new CopyOnWriteArrayList<>();
    volatile SnakepitException cause;

    @Override
    public void onWorkerReady(String pool, WorkerStatus worker) {
      workers.add(worker.id() + " ready");
      ready.add(worker);
    }

    @Override
    public void onWorkerStartFailed(String pool, SnakepitException why) {
      notStarted.add(why);
    }

    @Override
    public void onWorkerLost(String pool, Obituary obituary) {
      workers.add(obituary.worker() + " lost");
      lost.add(obituary);
      events.add(pool + " lost");
    }

    @Override
    public void onOutage(String pool, SnakepitException why) {
      cause = why;
      events.add(pool + " out");
    }

    @Override
    public void onOutageOver(String pool) {
      events.add(pool + " back");
    }
  }
}
