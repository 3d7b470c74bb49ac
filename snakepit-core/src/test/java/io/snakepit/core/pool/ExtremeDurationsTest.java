package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.PoolBrokenException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool keeps to durations that are too long or too short to be counted. */
@Timeout(60)
class ExtremeDurationsTest {

  private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();
  private static final Duration SHORT = Duration.ofNanos(500_000);

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicBoolean refuse = new AtomicBoolean();
  private final FakeTools tools =
      new FakeTools()
              .unary("echo", echo())
              .unary("block", blockUntil(gate))
              .unary(
                  "crashOnce",
                  call -> {
                    if (runs.incrementAndGet() == 1) {
                      throw call.crash("not yet");
                    }
                    return call.arguments();
                  })
              .stream("items", call -> List.of(call.arguments()).iterator());
  private final FakeAdapter adapter =
      FakeAdapter.builder(tools).opening(FakePit.refusedWhile(refuse)).build();

  private static void forEver(PoolConfig.Builder pool) {
    pool.queue(queue -> queue.withTimeout(FOR_EVER))
        .restart(
            restart ->
                restart
                    .withMaxDelay(FOR_EVER)
                    .withInitialDelay(FOR_EVER)
                    .withProbeInterval(FOR_EVER))
        .retry(retry -> retry.withDelay(FOR_EVER))
        .recycle(recycle -> recycle.withAfterAge(FOR_EVER))
        .timeouts(
            timeouts ->
                timeouts
                    .withCall(FOR_EVER)
                    .withStreamIdle(FOR_EVER)
                    .withStart(FOR_EVER)
                    .withCancelGrace(FOR_EVER)
                    .withDrain(FOR_EVER)
                    .withStop(FOR_EVER));
  }

  @Test
  void callsEndThatMayTakeForEver() {
    try (Snakepit pit = FakePit.start(adapter, ExtremeDurationsTest::forEver)) {
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
      assertThat(pit.execute(Call.of("echo").arg("n", 2).timeout(FOR_EVER)).get("n")).isEqualTo(2L);
      try (ResultStream stream = pit.executeStream(Call.of("items").arg("n", 3))) {
        Iterator<Result> items = stream.iterator();
        assertThat(items.next().get("n")).isEqualTo(3L);
        assertThat(items.hasNext()).isFalse();
      }
    }
    await().untilAsserted(() -> assertThat(adapter.workers()).isEmpty());
  }

  @Test
  void aCallIsCancelledThoughItMayTakeForEverToStop() {
    try (Snakepit pit = FakePit.start(adapter, ExtremeDurationsTest::forEver)) {
      CompletableFuture<Result> blocked = pit.executeAsync("block", Map.of());
      await().until(() -> pit.defaultPool().stats().idle() == 0);
      blocked.cancel(true);
      await().until(() -> pit.defaultPool().stats().idle() == 1);
    }
  }

  @Test
  void aPoolThatMayDrainForEverWaitsForItsCalls() {
    Snakepit pit = FakePit.start(adapter, ExtremeDurationsTest::forEver);
    CompletableFuture<Result> blocked = pit.executeAsync(Call.of("block").arg("n", 1));
    CompletableFuture<?> closed = CompletableFuture.runAsync(pit::close);
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> pit.execute("echo", Map.of()))
                    .hasMessageContaining("is closed"));
    gate.complete("go");
    closed.join();
    assertThat(blocked.join().get("n")).isEqualTo(1L);
    await().untilAsserted(() -> assertThat(adapter.workers()).isEmpty());
  }

  @Test
  void aBrokenPoolSaysSoThoughItTriesAgainInAHundredYears() {
    try (Snakepit pit =
        FakePit.start(adapter, p -> p.restart(r -> r.withLimit(1).withProbeInterval(FOR_EVER)))) {
      refuse.set(true);
      adapter.workers().get(0).kill("gone");
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> pit.execute("echo", Map.of()))
                      .isInstanceOf(PoolBrokenException.class)
                      .hasMessageContaining("restart.limit"));
    }
  }

  @Test
  void aRetryComesAfterLessThanAMillisecond() {
    try (Snakepit pit = FakePit.start(adapter, p -> p.retry(r -> r.withDelay(SHORT)))) {
      assertThat(pit.execute(Call.of("crashOnce").arg("n", 1).idempotent()).get("n")).isEqualTo(1L);
    }
  }

  @Test
  void aWorkerIsReplacedAfterLessThanAMillisecond() {
    try (Snakepit pit =
        FakePit.start(adapter, p -> p.restart(r -> r.withInitialDelay(SHORT).withLimit(100)))) {
      for (int deaths = 1; deaths <= 3; deaths++) {
        long lost = deaths;
        await().until(() -> pit.defaultPool().stats().idle() == 1);
        adapter.workers().get(0).kill("died young");
        await().until(() -> pit.defaultPool().stats().lost() == lost);
      }
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  @Test
  void aBrokenPoolIsProbedEveryPartOfAMillisecond() {
    try (Snakepit pit =
        FakePit.start(adapter, p -> p.restart(r -> r.withLimit(1).withProbeInterval(SHORT)))) {
      refuse.set(true);
      adapter.workers().get(0).kill("gone");
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> pit.execute("echo", Map.of()))
                      .isInstanceOf(PoolBrokenException.class));
      refuse.set(false);
      await()
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L));
    }
  }
}
