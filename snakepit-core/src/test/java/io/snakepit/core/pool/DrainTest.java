package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.callHost;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.PoolClosedException;
import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing lets what was accepted end, within a bound, and leaves no worker. */
@Timeout(60)
class DrainTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final FakeTools tools =
      new FakeTools()
          .unary("block", blockUntil(gate))
          .unary("outer", callHost("host"))
          .unary("echo", echo());
  private final FakeAdapter adapter = FakeAdapter.of(tools);

  @Test
  void whatRunsAndWhatWaitsEndsWell() throws Exception {
    Snakepit pit = FakePit.start(adapter, p -> {});
    CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
    CompletableFuture<Result> waiting = pit.executeAsync("echo", Map.of("n", 1));
    Thread closer = new Thread(pit::close);
    closer.start();
    awaitRefusal(pit);
    gate.complete("go");
    closer.join();
    assertThat(running.join()).isNotNull();
    assertThat(waiting.join().get("n")).isEqualTo(1L);
    await().untilAsserted(() -> assertThat(adapter.workers()).isEmpty());
  }

  @Test
  void whatTakesLongerThanTheBoundFails() {
    CompletableFuture<Result> running;
    CompletableFuture<Result> waiting;
    try (Snakepit pit =
        FakePit.start(adapter, p -> p.timeouts(t -> t.withDrain(Duration.ofMillis(50))))) {
      running = pit.executeAsync("block", Map.of());
      waiting = pit.executeAsync("echo", Map.of("n", 1));
    }
    assertThatThrownBy(running::join)
        .hasCauseInstanceOf(PoolClosedException.class)
        .hasMessageContaining("timeouts.drain");
    assertThatThrownBy(waiting::join).hasCauseInstanceOf(PoolClosedException.class);
    await().untilAsserted(() -> assertThat(adapter.workers()).isEmpty());
  }

  @Test
  void whatIsCalledAfterwardsIsToldThatThePoolIsClosed() {
    Snakepit pit = FakePit.start(adapter, p -> p.timeouts(t -> t.withDrain(Duration.ofMillis(50))));
    pit.executeAsync("block", Map.of());

    pit.close();

    assertThatThrownBy(() -> pit.execute("echo", Map.of()))
        .isInstanceOf(PoolClosedException.class)
        .hasMessage("pool 'default' is closed");
  }

  @Test
  void whatRunsMayMakeTheNestedCallsItNeeds() throws Exception {
    Snakepit pit = FakePit.start(adapter, p -> {});
    CountDownLatch inside = new CountDownLatch(1);
    pit.hostTools()
        .register(
            "host",
            call -> {
              inside.countDown();
              gate.join();
              return pit.execute("echo", Map.of("n", 7)).value();
            });
    CompletableFuture<Result> outer = pit.executeAsync("outer", Map.of());
    inside.await();
    Thread closer = new Thread(pit::close);
    closer.start();
    awaitRefusal(pit);
    gate.complete("go");
    closer.join();
    assertThat(outer.join().get("n")).isEqualTo(7L);
  }

  @Test
  void theLastCallsMayLeaveTheQueueWithoutAWorker() throws Exception {
    Snakepit pit =
        FakePit.start(adapter, p -> p.timeouts(t -> t.withDrain(Duration.ofMinutes(10))));
    CountDownLatch restoring = new CountDownLatch(1);
    Session session =
        pit.session("one")
            .onRestore(
                stage -> {
                  restoring.countDown();
                  throw new IllegalStateException("no model today: " + gate.join());
                });
    session.execute("echo", Map.of());
    adapter.workers().get(0).kill("gone");
    CompletableFuture<Result> waiting = session.executeAsync("echo", Map.of());
    restoring.await();
    Thread closer = new Thread(((DefaultPool) pit.defaultPool())::close);
    closer.start();
    await().until(() -> closer.getState() == Thread.State.TIMED_WAITING); // for the drain
    gate.complete("go");
    assertThatThrownBy(waiting::join).hasCauseInstanceOf(SessionException.class);
    await().until(() -> !closer.isAlive());
    pit.close();
  }

  @Test
  void closingTwiceIsClosingOnce() {
    Snakepit pit = FakePit.start(adapter, p -> p.workers(3));
    pit.close();
    pit.close();
    await().untilAsserted(() -> assertThat(adapter.workers()).isEmpty());
  }

  /** One that comes before the closer does is taken, and has to leave the queue for the next. */
  private static void awaitRefusal(Snakepit pit) {
    Call early = Call.of("echo").timeout(Duration.ofMillis(50));
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> pit.execute(early))
                    .isInstanceOf(PoolClosedException.class));
  }
}
