package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.callHost;
import static io.snakepit.testkit.fake.FakeBehaviours.crash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.Changeover;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Pool;
import io.snakepit.api.PoolClosedException;
import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Payload;
import io.snakepit.testkit.fake.FakeCall;
import io.snakepit.testkit.fake.FakeTools;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A session that lost its worker is rebuilt by the steps its owner declared (S10). */
@Timeout(60)
class SessionRestorationTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final List<String> loaded = new CopyOnWriteArrayList<>();
  private final FakeTools tools =
      new FakeTools()
          .unary("load", this::load)
          .unary("model", call -> json("\"" + call.session().get("model") + '"'))
          .unary("crash", crash("bye"))
          .unary("block", blockUntil(gate));

  private Payload load(FakeCall call) {
    loaded.add(call.json());
    call.session().merge("model", call.json().replaceAll("^.*:|[^a-z]", ""), (a, b) -> a + "+" + b);
    return call.arguments();
  }

  private static Payload json(String text) {
    return Payload.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String model(Session session) {
    return session.execute("model", Map.of()).as(String.class);
  }

  private static void crashIn(Session session) {
    assertThatThrownBy(() -> session.execute("crash", Map.of()))
        .isInstanceOf(WorkerCrashedException.class);
  }

  @Test
  void theStepsRunOnceAndInOrderBeforeTheNextCall() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session =
          pit.session("one")
              .onRestore(s -> s.execute("load", Map.of("n", "a")))
              .onRestore(s -> s.execute("load", Map.of("n", "b")));
      session.execute("load", Map.of("n", "x"));
      crashIn(session);
      assertThat(model(session)).isEqualTo("a+b");
      assertThat(model(session)).isEqualTo("a+b");
      assertThat(loaded).hasSize(3);
    }
  }

  @Test
  void callsThatWaitedBehindTheDeathRunAfterTheSteps() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session = pit.session("one").onRestore(s -> s.execute("load", Map.of("n", "a")));
      CompletableFuture<Result> block = session.executeAsync("block", Map.of());
      CompletableFuture<Result> fatal = session.executeAsync("crash", Map.of());
      CompletableFuture<Result> behind = session.executeAsync("model", Map.of());
      gate.complete("go");
      block.join();
      assertThatThrownBy(fatal::join).hasCauseInstanceOf(WorkerCrashedException.class);
      assertThat(behind.join().as(String.class)).isEqualTo("a");
    }
  }

  @Test
  void aStepMayUseTheSessionItself() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session = pit.session("one");
      session.onRestore(given -> session.execute("load", Map.of("n", "a")));
      session.execute("load", Map.of("n", "x"));
      crashIn(session);
      assertThat(model(session)).isEqualTo("a");
    }
  }

  @Test
  void aFailingStepIsTheCauseThatTheCallIsTold() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      AtomicInteger tries = new AtomicInteger();
      Session session =
          pit.session("one")
              .onRestore(
                  s -> {
                    s.execute("load", Map.of("n", "half"));
                    if (tries.incrementAndGet() == 1) {
                      throw new IllegalStateException("no model today");
                    }
                  });
      session.execute("load", Map.of("n", "x"));
      crashIn(session);
      assertThatThrownBy(() -> model(session))
          .isInstanceOfSatisfying(
              SessionException.class,
              lost -> {
                assertThat(lost.code()).isEqualTo(ErrorCode.SESSION_LOST);
                assertThat(lost).hasMessageContaining("no model today");
                assertThat(lost).hasCauseInstanceOf(IllegalStateException.class);
              });
      assertThat(model(session)).isEqualTo("half"); // of the second try alone
    }
  }

  @ParameterizedTest
  @MethodSource("wordless")
  void aFailureWithoutWordsIsToldToo(RuntimeException failure, String told) {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.queue(q -> q.withTimeout(Duration.ofSeconds(5))))) {
      Session session =
          pit.session("one")
              .onRestore(
                  s -> {
                    throw failure;
                  });
      session.execute("load", Map.of("n", "x"));
      crashIn(session);
      assertThatThrownBy(() -> model(session))
          .isInstanceOf(SessionException.class)
          .hasMessageContaining(told);
    }
  }

  static Stream<Arguments> wordless() {
    RuntimeException mute = mock(IllegalStateException.class);
    when(mute.getMessage()).thenThrow(new UnsupportedOperationException("no"));
    return Stream.of(
        arguments(new UnsupportedOperationException(), "java.lang.UnsupportedOperationException"),
        arguments(mute, "its message can't be had"));
  }

  /** As try-with-resources does: the state that it has built is dropped. */
  @Test
  void aStepThatClosesWhatItWasGivenRestoresNothing() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session =
          pit.session("one")
              .onRestore(
                  s -> {
                    try (s) {
                      s.execute("load", Map.of("n", "a"));
                    }
                  });
      session.execute("load", Map.of("n", "x"));
      crashIn(session);
      assertThatThrownBy(() -> model(session))
          .isInstanceOfSatisfying(
              SessionException.class,
              lost -> assertThat(lost.code()).isEqualTo(ErrorCode.SESSION_LOST))
          .hasMessageContaining("its restore steps failed: session 'one' was closed");
    }
  }

  @Test
  void aFailureIsToldWhenNothingIsLeftOfTheTry() {
    try (Snakepit pit = FakePit.start(tools, p -> p.workers(2))) {
      CompletableFuture<String> thrown = new CompletableFuture<>();
      Session session =
          pit.session("one")
              .onRestore(
                  s -> {
                    s.execute("load", Map.of("n", "half"));
                    if (!thrown.isDone()) {
                      s.executeAsync("block", Map.of());
                      thrown.complete("now");
                      throw new IllegalStateException("no model today");
                    }
                  });
      session.execute("load", Map.of("n", "x"));
      crashIn(session);
      CompletableFuture<Result> first = session.executeAsync("model", Map.of());
      thrown.join();
      for (int i = 0; i < 100; i++) {
        pit.execute("load", Map.of("n", "i")); // time for what must not happen
      }
      assertThat(first).isNotDone();
      gate.complete("go");
      assertThatThrownBy(first::join).hasCauseInstanceOf(SessionException.class);
      assertThat(model(session)).isEqualTo("half"); // of the second try alone
    }
  }

  @Test
  void aStepThatCrashesTheWorkerIsNotTriedForEver() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session = pit.session("one").onRestore(s -> s.execute("crash", Map.of()));
      session.execute("load", Map.of("n", "x"));
      crashIn(session);
      assertThatThrownBy(() -> model(session))
          .isInstanceOf(SessionException.class)
          .hasCauseInstanceOf(WorkerCrashedException.class);
    }
  }

  @Test
  void aSessionMovesToTheNewGenerationWithItsNextCall() {
    try (Snakepit pit = FakePit.start(tools, p -> p.workers(2))) {
      Pool pool = pit.defaultPool();
      Session restorable = pit.session("one").onRestore(s -> s.execute("load", Map.of("n", "a")));
      Session plain = pit.session("two");
      restorable.execute("load", Map.of("n", "x"));
      plain.execute("load", Map.of("n", "y"));
      Changeover change = pool.reloadTools();
      assertThat(change.drained().join()).isZero();
      assertThat(model(restorable)).isEqualTo("a");
      assertThatThrownBy(() -> model(plain))
          .isInstanceOf(SessionException.class)
          .hasMessageContaining("onRestore");
      assertThat(model(plain)).isEqualTo("null");
    }
  }

  @Test
  void aSessionsRunningCallEndsWhereItsStateIsAndTheNextOneMoves() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session = pit.session("one").onRestore(s -> s.execute("load", Map.of("n", "a")));
      session.execute("load", Map.of("n", "x"));
      CompletableFuture<Result> running = session.executeAsync("block", Map.of());
      CompletableFuture<Result> behind = session.executeAsync("model", Map.of());
      Changeover change = pit.defaultPool().reloadTools();
      assertThat(running).isNotDone();
      gate.complete("go");
      assertThat(running.join()).isNotNull();
      assertThat(behind.join().as(String.class)).isEqualTo("a");
      assertThat(change.drained().join()).isZero();
    }
  }

  @Test
  void aRestorationThatIsOvertakenByAChangeBeginsAnew() {
    CompletableFuture<String> inStep = new CompletableFuture<>();
    CompletableFuture<String> goOn = new CompletableFuture<>();
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session =
          pit.session("one")
              .onRestore(s -> s.execute("load", Map.of("n", "a")))
              .onRestore(
                  s -> {
                    inStep.complete("here");
                    goOn.join();
                  })
              .onRestore(s -> s.execute("load", Map.of("n", "b")));
      session.execute("load", Map.of("n", "x"));
      crashIn(session);
      CompletableFuture<Result> waits = session.executeAsync("model", Map.of());
      inStep.join();
      Changeover change = pit.defaultPool().reloadTools();
      goOn.complete("on");
      assertThat(waits.join().as(String.class)).isEqualTo("a+b");
      assertThat(change.drained().join()).isZero();
    }
  }

  /** On top of a call on a worker that goes it would have to begin anew, again and again. */
  @Test
  void forANestedCallOnAWorkerThatGoesItWaitsForOneThatStays() {
    tools.unary("outer", callHost("host"));
    CompletableFuture<String> inHost = new CompletableFuture<>();
    CompletableFuture<String> goOn = new CompletableFuture<>();
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session = pit.session("one").onRestore(s -> s.execute("load", Map.of("n", "a")));
      session.execute("load", Map.of("n", "x"));
      pit.hostTools()
          .register(
              "host",
              call -> {
                inHost.complete("here");
                goOn.join();
                return model(session);
              });
      CompletableFuture<Result> outer = pit.executeAsync("outer", Map.of());
      inHost.join();
      pit.defaultPool().reloadTools();
      CompletableFuture<Result> block = pit.executeAsync("block", Map.of()); // on the new worker
      goOn.complete("on");
      await().until(() -> pit.defaultPool().stats().queued() == 2); // the model, and its step
      gate.complete("go");
      assertThat(outer.join().as(String.class)).isEqualTo("a");
      assertThat(block.join()).isNotNull();
      assertThat(loaded).hasSize(2);
    }
  }

  @Test
  void aWorkerWhoseSessionsCanBeRestoredIsRecycled() {
    try (Snakepit pit = FakePit.start(tools, p -> p.recycle(r -> r.withAfterCalls(1)))) {
      Session session = pit.session("one").onRestore(s -> s.execute("load", Map.of("n", "a")));
      for (int i = 0; i < 5; i++) {
        session.execute("load", Map.of("n", "x"));
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> pit.defaultPool().stats().started() > 1);
      await().until(() -> model(session).equals("a"));
    }
  }

  @Test
  void closingThePoolLeavesNoCallWaitingForARestoration() {
    CompletableFuture<String> never = new CompletableFuture<>();
    Snakepit pit = FakePit.start(tools, p -> p.timeouts(t -> t.withDrain(Duration.ofMillis(50))));
    Session session = pit.session("one").onRestore(s -> never.join());
    session.execute("load", Map.of("n", "x"));
    crashIn(session);
    CompletableFuture<Result> waits = session.executeAsync("model", Map.of());
    pit.close();
    assertThatThrownBy(waits::join).hasCauseInstanceOf(PoolClosedException.class);
    never.complete("done");
  }

  @Test
  void whatAStepDoesNotWaitForIsWaitedFor() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session =
          pit.session("one")
              .onRestore(
                  s -> {
                    s.executeAsync("block", Map.of());
                    s.executeAsync("load", Map.of("n", "a"));
                  });
      session.execute("load", Map.of("n", "x"));
      crashIn(session);
      CompletableFuture<Result> next = session.executeAsync("model", Map.of());
      await().until(() -> pit.defaultPool().stats().running() == 1);
      assertThat(next).isNotDone();
      gate.complete("go");
      assertThat(next.join().as(String.class)).isEqualTo("a");
    }
  }
}
