package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.PoolStats;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.api.WorkerStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills busy workers under load and accounts for every call. */
@Timeout(300)
class ChaosTest {

  private static final int THREADS = 64;
  private static final int CALLS = 10_000;
  private static final int KILLS = 50;
  private static final int WORKERS = 4;

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger right = new AtomicInteger();
  private final AtomicInteger crashed = new AtomicInteger();
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicBoolean killerDone = new AtomicBoolean();
  private final Set<Long> pids = ConcurrentHashMap.newKeySet();

  @ParameterizedTest
  @CsvSource({"pipes, ''", "socket, ''", "pipes, json"})
  void everyCallHasOneOutcomeWhileBusyWorkersAreKilled(String carrier, String preload)
      throws Exception {
    PoolStats stats;
    try (Snakepit pit =
        RealPython.start(
            carrier,
            p ->
                p.workers(WORKERS)
                    .runtimeOption("preload", preload)
                    .queue(q -> q.withTimeout(Duration.ofMinutes(2)))
                    .restart(r -> r.withLimit(2 * KILLS)))) { // some are hit in their first call
      ExecutorService callers = Executors.newFixedThreadPool(THREADS);
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(callers.submit(() -> callUntilDone(pit)));
      }
      killBusyWorkers(pit);
      for (Future<?> caller : running) {
        caller.get();
      }
      callers.shutdown();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(pit.defaultPool().stats().idle()).isEqualTo(WORKERS));
      stats = pit.defaultPool().stats();
      pit.defaultPool().workers().forEach(worker -> pids.add(worker.pid().orElseThrow()));
    }
    System.out.printf(
        "chaos over %s%s: %d calls, %d right, %d crashed, %d kills%n",
        carrier,
        preload.isEmpty() ? "" : ", forked",
        made.get(),
        right.get(),
        crashed.get(),
        kills.get());
    assertThat(made.get()).isGreaterThanOrEqualTo(CALLS);
    assertThat(kills.get()).isGreaterThanOrEqualTo(KILLS);
    assertThat(right.get() + crashed.get()).isEqualTo(made.get());
    assertThat(stats.succeeded()).isEqualTo(right.get());
    assertThat(stats.failed()).isEqualTo(crashed.get());
    assertThat(stats.accepted()).isEqualTo(made.get());
    assertThat(stats.running() + stats.queued()).isZero();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(pids).noneMatch(RealPython::isAlive));
  }

  private void callUntilDone(Snakepit pit) {
    while (!killerDone.get() || made.get() < CALLS) {
      made.incrementAndGet();
      int a = ThreadLocalRandom.current().nextInt(1_000_000);
      // some short, some long enough to be hit
      boolean isLong = a % 50 == 0;
      try {
        if (isLong) {
          double slept = pit.execute("pause", Map.of("seconds", 0.005)).as(Double.class);
          assertThat(slept).isEqualTo(0.005);
        } else {
          int sum = pit.execute(Call.of("add").arg("a", a).arg("b", 1)).as(Integer.class);
          assertThat(sum).isEqualTo(a + 1);
        }
        right.incrementAndGet();
      } catch (WorkerCrashedException expected) {
        crashed.incrementAndGet();
      }
    }
  }

  /** Counts a kill only when the worker was running something a moment before. */
  private void killBusyWorkers(Snakepit pit) throws InterruptedException {
    try {
      while (kills.get() < KILLS) {
        List<WorkerStatus> busy =
            pit.defaultPool().workers().stream()
                .filter(worker -> !worker.running().isEmpty())
                .toList();
        if (!busy.isEmpty()) {
          WorkerStatus victim = busy.get(ThreadLocalRandom.current().nextInt(busy.size()));
          long pid = victim.pid().orElseThrow();
          // one that was hit a moment ago may still be listed
          if (pids.add(pid)
              && ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false)) {
            kills.incrementAndGet();
          }
        }
        Thread.sleep(20); // the pace of the disaster, nothing is waited for
      }
    } finally {
      killerDone.set(true);
    }
  }
}
