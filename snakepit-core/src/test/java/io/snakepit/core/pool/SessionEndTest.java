package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.callHost;
import static io.snakepit.testkit.fake.FakeBehaviours.crash;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.snakepit.api.Capability;
import io.snakepit.api.NestedCallException;
import io.snakepit.api.PoolSaturatedException;
import io.snakepit.api.PoolStats;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeCall;
import io.snakepit.testkit.fake.FakeTools;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A closed session leaves no state behind, whatever its worker does when it is closed (S10). */
@Timeout(60)
class SessionEndTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final FakeTools tools =
      new FakeTools()
              .unary("add", SessionEndTest::add)
              .unary("crash", crash("bye"))
              .unary("echo", echo())
              .unary("block", blockUntil(gate))
              .unary("outer", callHost("host"))
              .stream("endless", call -> Stream.generate(call::arguments).iterator());

  /** Adds a letter to the session's, and gives them all. */
  private static Payload add(FakeCall call) {
    Object all =
        call.session()
            .merge("all", call.json().replaceAll("^.*:|[^a-z]", ""), (a, b) -> a + "" + b);
    return Payload.of(("\"" + all + '"').getBytes(StandardCharsets.UTF_8));
  }

  private static CompletableFuture<Result> add(Session session, String letter) {
    return session.executeAsync("add", Map.of("letter", letter));
  }

  private static String addTo(Session session, String letter) {
    return add(session, letter).join().as(String.class);
  }

  @Test
  void whileAStreamIsOpenItWaitsForIt() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session first = pit.session("one");
      addTo(first, "x");
      try (ResultStream stream = first.executeStream("endless", Map.of())) {
        assertThat(stream.iterator().hasNext()).isTrue();
        first.close();
      }
      assertThat(addTo(pit.session("one"), "a")).isEqualTo("a");
    }
  }

  @Test
  void behindALongCallItOutlastsTheTimeThatCallsMayWait() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.queue(q -> q.withTimeout(Duration.ofMillis(300))))) {
      Session first = pit.session("one");
      addTo(first, "x");
      CompletableFuture<Result> block = first.executeAsync("block", Map.of());
      first.close();
      assertThatThrownBy(() -> pit.executeAsync("echo", Map.of()).join()) // it began to wait later
          .hasCauseInstanceOf(PoolSaturatedException.class);
      gate.complete("go");
      block.join();
      assertThat(addTo(pit.session("one"), "a")).isEqualTo("a");
    }
  }

  @Test
  void whileTheSessionIsRestoredItWaitsForThat() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      CompletableFuture<String> half = new CompletableFuture<>();
      Session first =
          pit.session("one").onRestore(stage -> half.complete(addTo(stage, "r") + gate.join()));
      addTo(first, "x");
      assertThatThrownBy(() -> first.execute("crash", Map.of()))
          .isInstanceOf(WorkerCrashedException.class);
      CompletableFuture<Result> behind = add(first, "y");
      await().until(() -> pit.defaultPool().stats().succeeded() == 2); // the step has called
      first.close();
      CompletableFuture<Result> a = add(pit.session("one"), "a");
      gate.complete("go");
      assertThat(behind.join().as(String.class)).isEqualTo("ry");
      assertThat(a.join().as(String.class)).isEqualTo("a");
    }
  }

  @Test
  void withinACallOfItsOwnItComesBehindTheOnesThatWait() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session first = pit.session("one");
      pit.hostTools()
          .register(
              "host",
              call -> {
                gate.join();
                first.close();
                return "closed";
              });
      CompletableFuture<Result> outer = first.executeAsync("outer", Map.of());
      CompletableFuture<Result> waits = add(first, "w");
      gate.complete("go");
      outer.join();
      assertThat(waits.join().as(String.class)).isEqualTo("w");
      assertThat(addTo(pit.session("one"), "a")).isEqualTo("a");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3}) // until then it waits in the pool, or at the worker
  void aWorkerThatNestsNothingRunsItLater(int prefetch) {
    try (Snakepit pit = FakePit.start(withoutNesting(), p -> p.prefetch(prefetch))) {
      Session first = pit.session("one");
      addTo(first, "x");
      pit.hostTools()
          .register(
              "host",
              call -> {
                first.close();
                return refusalOf(pit.session("one"));
              });
      assertThat(pit.execute("outer", Map.of()).as(String.class))
          .contains("would wait for the closed session 'one'");
      assertThat(addTo(pit.session("one"), "a")).isEqualTo("a");
    }
  }

  private static String refusalOf(Session session) {
    try {
      return session.execute("add", Map.of("letter", "n")).as(String.class);
    } catch (NestedCallException blocked) {
      return String.valueOf(blocked.getMessage());
    }
  }

  private FakeAdapter withoutNesting() {
    return FakeAdapter.builder(tools)
        .capabilities(EnumSet.of(Capability.HOST_CALLS, Capability.CANCELLATION))
        .build();
  }

  /** Nor does the next one of its key: whose code it waits for may wait for that one. */
  @Test
  void itNeedsNoThreadOfUserCode() {
    ExecutorService single = Executors.newSingleThreadExecutor();
    SnakepitConfig config =
        SnakepitConfig.builder()
            .pool(
                "default", p -> p.runtime("fake").queue(q -> q.withTimeout(Duration.ofSeconds(2))))
            .executor(single)
            .build();
    try (Snakepit pit = FakePit.start(config, FakeAdapter.of(tools))) {
      Session first = pit.session("one");
      addTo(first, "x");
      CompletableFuture<String> again =
          CompletableFuture.supplyAsync(
              () -> {
                first.close();
                return pit.session("one").execute("add", Map.of("letter", "a")).as(String.class);
              },
              single);
      assertThat(again.join()).isEqualTo("a");
    } finally {
      single.shutdown();
    }
  }

  /** Also when the last step has its outcome, but hasn't settled, when the stage ends. */
  @RepeatedTest(50)
  void afterAFailedRestorationItDoesNotWaitBehindWhoWaitsForThat() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session =
          pit.session("one")
              .onRestore(
                  stage -> {
                    addTo(stage, "r");
                    throw new IllegalStateException("no model today");
                  });
      addTo(session, "x");
      assertThatThrownBy(() -> session.execute("crash", Map.of()))
          .isInstanceOf(WorkerCrashedException.class);
      pit.hostTools()
          .register(
              "host",
              call -> {
                try {
                  return session.execute("add", Map.of("letter", "y")).value();
                } catch (SessionException lost) {
                  return lost.getMessage();
                }
              });
      assertThat(pit.execute("outer", Map.of()).as(String.class)).contains("no model today");
    }
  }

  /** As when its session is closed between a call's failure and the news of the worker's end. */
  @Test
  void onADeadWorkerNothingIsLeftToEnd() {
    SnakepitConfig two =
        SnakepitConfig.builder()
            .pool(
                "default",
                pool -> {
                  pool.runtime("fake").workers(2);
                })
            .build();
    try (Snakepit pit = FakePit.start(two, withLateNews())) {
      await().until(() -> pit.defaultPool().stats().idle() == 2);
      Session first = pit.session("one");
      addTo(first, "x");
      assertThatThrownBy(() -> first.execute("crash", Map.of()))
          .isInstanceOf(WorkerCrashedException.class);

      first.close();

      assertThat(pit.defaultPool().stats())
          .returns(2L, PoolStats::accepted)
          .returns(0, PoolStats::queued);
      assertThat(addTo(pit.session("one"), "a")).isEqualTo("a");
      gate.complete("it is gone");
    }
  }

  /** Tells that workers are gone when the gate opens. */
  private Adapter withLateNews() {
    Adapter sound = FakeAdapter.of(tools);
    Adapter late = mock(Adapter.class, delegatesTo(sound));
    doAnswer(call -> sound.open(call.getArgument(0)).thenApply(this::withLateNews))
        .when(late)
        .open(any());
    return late;
  }

  private Worker withLateNews(Worker sound) {
    Worker late = mock(Worker.class, delegatesTo(sound));
    doAnswer(call -> gate.thenCompose(told -> sound.lost())).when(late).lost();
    return late;
  }
}
