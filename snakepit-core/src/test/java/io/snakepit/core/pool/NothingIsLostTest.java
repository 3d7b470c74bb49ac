package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.crash;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.PoolBrokenException;
import io.snakepit.api.PoolClosedException;
import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every call has an outcome, at the end of its pool too (S1). */
@Timeout(60)
class NothingIsLostTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final AtomicBoolean refuse = new AtomicBoolean();
  private final FakeTools tools =
      new FakeTools()
          .unary("block", blockUntil(gate))
          .unary("crash", crash("bye"))
          .unary("echo", echo());
  private final FakeAdapter adapter =
      FakeAdapter.builder(tools).opening(FakePit.refusedWhile(refuse)).build();

  @Test
  void aCallThatWaitsToBeMadeAgainEndsWithItsPool() {
    CompletableFuture<Result> call;
    try (Snakepit pit =
        FakePit.start(
            adapter,
            p ->
                p.retry(r -> r.withDelay(Duration.ofSeconds(30)))
                    .timeouts(t -> t.withDrain(Duration.ofMillis(50))))) {
      call = pit.executeAsync(Call.of("crash").idempotent());
      await().until(() -> pit.defaultPool().stats().retried() == 1);
    }
    assertThatThrownBy(call::join).hasCauseInstanceOf(PoolClosedException.class);
  }

  @Test
  void aCallMadeAfterTheEndHasItsOutcomeLikeAnyOther() {
    Snakepit pit = FakePit.start(adapter, p -> {});
    pit.close();
    CompletableFuture<Result> call = pit.executeAsync("echo", Map.of());
    assertThatThrownBy(call::join).hasCauseInstanceOf(PoolClosedException.class);
    assertThatThrownBy(() -> pit.executeStream(Call.of("echo")).iterator().hasNext())
        .isInstanceOf(PoolClosedException.class);
  }

  @Test
  void aSessionThatWaitedInABrokenPoolGoesOnWhenItIsMended() {
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
      Session session = pit.session("one");
      pit.executeAsync("block", Map.of());
      CompletableFuture<Result> first = session.executeAsync("echo", Map.of());
      CompletableFuture<Result> second = session.executeAsync("echo", Map.of());
      refuse.set(true);
      adapter.workers().get(0).kill("gone");
      assertThatThrownBy(first::join).hasCauseInstanceOf(PoolBrokenException.class);
      assertThatThrownBy(second::join).hasCauseInstanceOf(PoolBrokenException.class);
      refuse.set(false);
      await()
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L));
      assertThat(session.execute("echo", Map.of("n", 2)).get("n")).isEqualTo(2L);
    }
  }

  @Test
  void aWorkerThatComesWhenItsPoolIsClosedIsEnded() {
    CompletableFuture<String> late = new CompletableFuture<>();
    AtomicInteger openings = new AtomicInteger();
    FakeAdapter slow =
        FakeAdapter.builder(tools)
            .opening(
                request ->
                    openings.getAndIncrement() == 0
                        ? CompletableFuture.completedStage("open")
                        : late)
            .build();
    Snakepit pit = FakePit.start(slow, p -> p.workers(2));
    await().until(() -> openings.get() == 2);
    pit.close();
    late.complete("here I am");
    await().untilAsserted(() -> assertThat(slow.workers()).isEmpty());
  }

  @Test
  void aWorkerThatCarriesOutCallsWithinBeginWorksOffADeepQueue() throws Exception {
    FakeAdapter inline = FakeAdapter.builder(tools).inline().build();
    Duration patience = Duration.ofMinutes(1); // of callers on a busy machine
    try (Snakepit pit = FakePit.start(inline, p -> p.queue(q -> q.withTimeout(patience)))) {
      Thread first = new Thread(() -> pit.execute("block", Map.of()));
      first.start();
      await().until(() -> pit.defaultPool().stats().running() == 1);
      List<CompletableFuture<Result>> queued = new ArrayList<>();
      for (int i = 0; i < 9_000; i++) {
        queued.add(pit.executeAsync("echo", Map.of("n", i)));
      }
      gate.complete("go");
      first.join();
      for (int i = 0; i < queued.size(); i++) {
        assertThat(queued.get(i).join().get("n")).isEqualTo((long) i);
      }
    }
  }
}
