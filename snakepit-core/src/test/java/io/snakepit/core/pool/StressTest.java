package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.PoolStats;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.testkit.fake.FakeAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything at once, in an order that a seed decides: afterwards every call has its one outcome
 * and the pool is as it was. The seed is reported; {@code -Dsnakepit.stress.seed} runs it again.
 */
@Timeout(120)
class StressTest {

  private static final int WORKERS = 3;
  private static final int CALLERS = 6;
  private static final int OPERATIONS = 150;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Integer> runs = new ConcurrentHashMap<>();

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 2", "3, 0"})
  void everyCallHasItsOutcomeAndThePoolIsWhole(int concurrency, int prefetch, TestReporter reporter)
      throws Exception {
    long seed = Long.getLong("snakepit.stress.seed", System.nanoTime());
    reporter.publishEntry("seed", Long.toString(seed));
    FakeAdapter adapter = adapter(concurrency, seed);
    try (Snakepit pit = start(adapter, concurrency, prefetch)) {
      List<StressCaller> callers = callers(pit, adapter, seed);
      assertAllHaveOutcomes(callers, seed);
      assertWhole(pit, adapter, seed);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(adapter.workers()).as("seed %d: workers after the end", seed).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 2", "3, 0"})
  void everyCallHasItsOutcomeWhenThePoolIsClosedInTheMiddle(
      int concurrency, int prefetch, TestReporter reporter) throws Exception {
    long seed = Long.getLong("snakepit.stress.seed", System.nanoTime());
    reporter.publishEntry("seed", Long.toString(seed));
    for (int round = 0; round < 10; round++) {
      FakeAdapter adapter = adapter(concurrency, seed + round);
      PoolStats atTheEnd;
      try (Snakepit pit = start(adapter, concurrency, prefetch)) {
        List<StressCaller> callers = callers(pit, adapter, seed + round);
        await() // a broken pool refuses what they have left in no time
            .until(
                () ->
                    pit.defaultPool().stats().accepted() > 50
                        || callers.stream().noneMatch(Thread::isAlive));
        pit.close();
        assertAllHaveOutcomes(callers, seed);
        atTheEnd = pit.defaultPool().stats();
      }
      assertThat(atTheEnd.succeeded() + atTheEnd.failed())
          .as("seed %d, round %d: %s", seed, round, atTheEnd)
          .isEqualTo(atTheEnd.accepted());
      assertThat(atTheEnd)
          .as("seed %d", seed)
          .returns(0, PoolStats::running)
          .returns(0, PoolStats::queued);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(adapter.workers()).isEmpty());
    }
  }

  /** Workers that now and then can't be started, so that the pool breaks and mends itself. */
  private FakeAdapter adapter(int concurrency, long seed) {
    runs.clear();
    Random random = new Random(seed);
    AtomicBoolean first = new AtomicBoolean(true);
    return FakeAdapter.builder(StressCaller.tools(runs))
        .concurrency(concurrency)
        .opening(
            request ->
                !first.getAndSet(false) && random.nextInt(3) == 0
                    ? CompletableFuture.failedStage(new WorkerOpenException("not now", null))
                    : CompletableFuture.completedStage("open"))
        .build();
  }

  private static Snakepit start(FakeAdapter adapter, int concurrency, int prefetch) {
    return FakePit.start(
        adapter,
        p ->
            p.workers(WORKERS)
                .concurrency(concurrency)
                .prefetch(prefetch)
                .queue(q -> q.withCalls(10))
                .timeouts(
                    t -> t.withCancelGrace(Duration.ofMillis(5)).withDrain(Duration.ofMillis(20)))
                .retry(r -> r.withDelay(Duration.ofMillis(1)))
                .recycle(r -> r.withAfterCalls(20))
                .restart(
                    r ->
                        r.withLimit(2)
                            .withInitialDelay(Duration.ofMillis(1))
                            .withMaxDelay(Duration.ofMillis(5))
                            .withProbeInterval(Duration.ofMillis(5))));
  }

  private static List<StressCaller> callers(Snakepit pit, FakeAdapter adapter, long seed) {
    pit.hostTools().register("host", call -> pit.execute("echo", call.arguments()).value());
    List<StressCaller> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(new StressCaller(pit, adapter, seed + i, OPERATIONS));
    }
    callers.forEach(Thread::start);
    return callers;
  }

  private void assertAllHaveOutcomes(List<StressCaller> callers, long seed)
      throws InterruptedException {
    for (StressCaller caller : callers) {
      caller.join(TimeUnit.SECONDS.toMillis(60));
      assertThat(caller.isAlive()).as("seed %d: a caller hangs", seed).isFalse();
      assertThat(caller.surprises()).as("seed %d", seed).isEmpty();
      assertThat(caller.withoutOutcome(PATIENCE)).as("seed %d: without outcome", seed).isEmpty();
      assertThat(caller.done())
          .as("seed %d: results of calls that have not run", seed)
          .allMatch(call -> runs.keySet().stream().anyMatch(json -> json.contains(quoted(call))));
    }
    assertThat(runs).as("seed %d: calls that have run twice", seed).doesNotContainValue(2);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static void assertWhole(Snakepit pit, FakeAdapter adapter, long seed) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              PoolStats stats = pit.defaultPool().stats();
              assertThat(stats)
                  .as("seed %d", seed)
                  .returns(0, PoolStats::running)
                  .returns(0, PoolStats::queued)
                  .returns(0L, PoolStats::queuedBytes)
                  .returns(WORKERS, PoolStats::workers)
                  .returns(WORKERS, PoolStats::idle);
              assertThat(stats.succeeded() + stats.failed())
                  .as("seed %d", seed)
                  .isEqualTo(stats.accepted());
            });
    for (int i = 0; i < StressCaller.SESSIONS; i++) {
      assertThat(takesCalls(pit.session("session" + i))).as("seed %d", seed).isTrue();
    }
    assertThat(adapter.workers()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(WORKERS);
  }

  /** A session may have to tell first that it lost its state. */
  private static boolean takesCalls(Session session) {
    try {
      session.execute("echo", Map.of());
    } catch (SessionException lost) {
      session.execute("echo", Map.of());
    }
    return true;
  }
}
