package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.crash;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.CallCancelledException;
import io.snakepit.api.CallOutcome;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.PoolSaturatedException;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.SnakepitListener;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each call is told once to the application's listeners when it has its outcome. */
@Timeout(60)
class CallOutcomesTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final AtomicBoolean crashed = new AtomicBoolean();
  private final FakeTools tools =
      new FakeTools()
              .unary("echo", echo())
              .unary("block", blockUntil(gate))
              .unary("crash", crash("bye"))
              .unary(
                  "crashOnce", call -> (crashed.getAndSet(true) ? echo() : crash("bye")).run(call))
              .stream("three", call -> Collections.nCopies(3, call.arguments()).iterator())
              .stream("endless", call -> Stream.generate(call::arguments).iterator());
  private final Recorder recorder = new Recorder();

  @Test
  void aCallIsToldWithWhatIsKnownOfIt() {
    Instant before = Instant.now();
    try (Snakepit pit = start(pool -> {})) {
      pit.execute(Call.of("echo").arg("n", 1).metadata("trace", "42"));

      CallOutcome told = recorder.only();
      assertThat(told.tool()).isEqualTo("echo");
      assertThat(told.stream()).isFalse();
      assertThat(told.session()).isEmpty();
      assertThat(told.metadata()).isEqualTo(Map.of("trace", "42"));
      assertThat(told.worker()).contains("measured-1");
      assertThat(told.attempts()).isOne();
      assertThat(told.began()).isBetween(before, Instant.now());
      assertThat(told.waited()).isBetween(Duration.ZERO, told.took());
      assertThat(told.failure()).isEmpty();
    }
    assertThat(recorder.pools).containsExactly("measured");
  }

  @Test
  void whoWaitsForACallTellsItBeforeItHasTheResult() {
    try (Snakepit pit = start(pool -> {})) {
      pit.execute("echo", Map.of());
      assertThat(recorder.threads).containsExactly(Thread.currentThread());
    }
  }

  @Test
  void aFutureIsCompleteWhenItsCallHasBeenTold() {
    try (Snakepit pit = start(pool -> {})) {
      CompletableFuture<Integer> toldBefore =
          pit.executeAsync("block", Map.of()).thenApply(result -> recorder.told.size());
      gate.complete("go");

      assertThat(toldBefore.join()).isOne();
      assertThat(recorder.threads).doesNotContain(Thread.currentThread());
    }
  }

  @Test
  void aStreamIsToldByWhoTakesItsEnd() {
    try (Snakepit pit = start(pool -> {});
        ResultStream three = pit.executeStream("three", Map.of("n", 1))) {
      three.forEach(item -> assertThat(item.get("n")).isEqualTo(1L));

      assertThat(recorder.only().stream()).isTrue();
      assertThat(recorder.only().failure()).isEmpty();
      assertThat(recorder.threads).containsExactly(Thread.currentThread());
    }
    assertThat(recorder.told).as("closing it then adds nothing").hasSize(1);
  }

  @Test
  void aStreamThatIsClosedEarlyIsToldByWhoClosesIt() {
    try (Snakepit pit = start(pool -> {})) {
      ResultStream endless = pit.executeStream("endless", Map.of("n", 1));
      endless.iterator().next();
      endless.close();

      assertThat(recorder.only().failure().orElseThrow())
          .isInstanceOf(CallCancelledException.class);
      assertThat(recorder.threads).containsExactly(Thread.currentThread());
    }
  }

  @Test
  void aStreamThatNobodyConsumesIsToldWhenItsTimeHasCome() {
    try (Snakepit pit = start(pool -> {})) {
      ResultStream left =
          pit.executeStream(Call.of("endless").arg("n", 1).timeout(Duration.ofMillis(1)));
      await().until(() -> !recorder.told.isEmpty());
      left.close();

      assertThat(recorder.only().failure().orElseThrow())
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void aStreamWithACallbackIsToldBeforeItsFutureIsComplete() {
    try (Snakepit pit = start(pool -> {})) {
      for (int stream = 1; stream <= 50; stream++) {
        int told =
            pit.pool("measured")
                .executeStream(Call.of("three").arg("n", 1), item -> {})
                .thenApply(end -> recorder.told.size())
                .join();
        assertThat(told).isEqualTo(stream);
      }
    }
  }

  @Test
  void anInterruptedCallerTellsItsCall() {
    try (Snakepit pit = start(pool -> {})) {
      Thread.currentThread().interrupt();
      failureOf(() -> pit.execute("block", Map.of()));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(recorder.only().failure().orElseThrow().code()).isEqualTo(ErrorCode.INTERRUPTED);
      gate.complete("go");
    }
  }

  @Test
  void aFailureIsWhatTheCallerGets() {
    try (Snakepit pit = start(pool -> {})) {
      SnakepitException failure = failureOf(() -> pit.execute("crash", Map.of()));
      assertThat(recorder.only().failure().orElseThrow()).isSameAs(failure);
      assertThat(failure).isInstanceOf(WorkerCrashedException.class);
    }
  }

  @Test
  void aCallThatIsMadeAgainIsToldOnceWithItsLastWorker() {
    try (Snakepit pit = start(pool -> pool.workers(2))) {
      pit.execute(Call.of("crashOnce").arg("n", 1).idempotent());

      assertThat(recorder.only().attempts()).isEqualTo(2);
      assertThat(recorder.only().failure()).isEmpty();
    }
  }

  @Test
  void aRefusedCallIsToldThoughNoWorkerHadIt() {
    try (Snakepit pit = start(pool -> pool.queue(q -> q.withCalls(0)))) {
      CompletableFuture<Result> running = pit.executeAsync("block", Map.of());
      failureOf(() -> pit.execute("echo", Map.of()));

      CallOutcome refused = recorder.only();
      assertThat(refused.failure().orElseThrow()).isInstanceOf(PoolSaturatedException.class);
      assertThat(refused.worker()).isEmpty();
      assertThat(refused.attempts()).isZero();
      assertThat(refused.waited()).isEqualTo(refused.took());
      gate.complete("go");
      running.join();
    }
  }

  @Test
  void oneThatIsGivenUpIsToldWithTheReason() {
    try (Snakepit pit = start(pool -> {})) {
      CompletableFuture<Result> cancelled = pit.executeAsync("block", Map.of());
      cancelled.cancel(true);
      await().until(() -> recorder.told.size() == 1);
      failureOf(() -> pit.execute(Call.of("block").timeout(Duration.ofMillis(1))));

      assertThat(recorder.told)
          .extracting(CallOutcome::failure)
          .extracting(Optional::orElseThrow)
          .hasExactlyElementsOfTypes(CallCancelledException.class, DeadlineExceededException.class);
      gate.complete("go");
    }
  }

  @Test
  void theCallsOfASessionAreToldButNotWhatEndsIt() {
    try (Snakepit pit = start(pool -> {})) {
      try (Session session = pit.session("of-bob")) {
        session.execute("echo", Map.of());
      }
    }
    assertThat(recorder.only().session()).contains("of-bob");
  }

  @Test
  void whatAListenerThrowsIsKeptFromTheCaller() {
    SnakepitListener broken =
        new SnakepitListener() {
          @Override
          public void onCallEnded(String pool, CallOutcome outcome) {
            throw new AssertionError("mine");
          }
        };
    try (Snakepit pit = start(pool -> {}, broken, recorder)) {
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
      assertThat(recorder.told).hasSize(1);
    }
  }

  private static SnakepitException failureOf(Runnable call) {
    SnakepitException[] failure = new SnakepitException[1];
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(SnakepitException.class, thrown -> failure[0] = thrown);
    return failure[0];
  }

  private Snakepit start(Consumer<PoolConfig.Builder> more) {
    return start(more, recorder);
  }

  private Snakepit start(Consumer<PoolConfig.Builder> more, SnakepitListener... listeners) {
    SnakepitConfig.Builder config =
        SnakepitConfig.builder()
            .pool(
                "measured",
                pool -> {
                  pool.runtime("fake").workers(1);
                  more.accept(pool);
                });
    List.of(listeners).forEach(config::listener);
    return FakePit.start(config.build(), FakeAdapter.of(tools));
  }

  private static final class Recorder implements SnakepitListener {

    final List<CallOutcome> told = new CopyOnWriteArrayList<>();
    final List<String> pools = new CopyOnWriteArrayList<>();
    final List<Thread> threads = new CopyOnWriteArrayList<>();

    @Override
    public void onCallEnded(String pool, CallOutcome outcome) {
      pools.add(pool);
      threads.add(Thread.currentThread());
      told.add(outcome);
    }

    CallOutcome only() {
      assertThat(told).hasSize(1);
      return told.get(0);
    }
  }
}
