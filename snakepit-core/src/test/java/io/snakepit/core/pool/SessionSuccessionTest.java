package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.callHost;
import static io.snakepit.testkit.fake.FakeBehaviours.crash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.PoolClosedException;
import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.spi.Payload;
import io.snakepit.testkit.fake.FakeCall;
import io.snakepit.testkit.fake.FakeTools;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session finds nothing of a closed one of the same key, and loses nothing to its end (S10). */
@Timeout(60)
class SessionSuccessionTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final FakeTools tools =
      new FakeTools()
          .unary("add", SessionSuccessionTest::add)
          .unary("crash", crash("bye"))
          .unary("block", blockUntil(gate));

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

  @Test
  void itsCallsWaitUntilTheClosedOneHasEnded() {
    try (Snakepit pit = FakePit.start(tools, p -> p.prefetch(8))) {
      Session first = pit.session("one");
      first.execute("add", Map.of("letter", "x"));
      CompletableFuture<Result> block = first.executeAsync("block", Map.of());
      first.close();
      Session second = pit.session("one");
      CompletableFuture<Result> a = add(second, "a");
      CompletableFuture<Result> ab = add(second, "b");
      gate.complete("go");
      assertThat(a.join().as(String.class)).isEqualTo("a");
      assertThat(ab.join().as(String.class)).isEqualTo("ab");
      assertThat(add(second, "c").join().as(String.class)).isEqualTo("abc");
      block.join(); // outcomes are told by several threads, in no order
    }
  }

  @Test
  void oneThatWasClosedWhileItWaitedHasASuccessorAsWell() {
    try (Snakepit pit = FakePit.start(tools, p -> p.prefetch(8))) {
      Session first = pit.session("one");
      first.executeAsync("block", Map.of());
      first.close();
      Session second = pit.session("one");
      CompletableFuture<Result> a = add(second, "a");
      second.close();
      Session third = pit.session("one");
      CompletableFuture<Result> b = add(third, "b");
      gate.complete("go");
      assertThat(a.join().as(String.class)).isEqualTo("a");
      assertThat(b.join().as(String.class)).isEqualTo("b");
      assertThat(add(third, "c").join().as(String.class)).isEqualTo("bc");
    }
  }

  @Test
  void oneThatGaveUpWaitingHoldsUpNobody() {
    try (Snakepit pit = FakePit.start(tools, p -> p.prefetch(8))) {
      Session first = pit.session("one");
      first.executeAsync("block", Map.of());
      first.close();
      Session second = pit.session("one");
      assertThat(add(second, "a").cancel(true)).isTrue();
      second.close();
      CompletableFuture<Result> b = add(pit.session("one"), "b");
      gate.complete("go");
      assertThat(b.join().as(String.class)).isEqualTo("b");
    }
  }

  @Test
  void theDeathOfTheClosedOnesWorkerIsItsEnd() {
    try (Snakepit pit = FakePit.start(tools, p -> p.prefetch(8))) {
      Session first = pit.session("one");
      first.executeAsync("block", Map.of());
      first.executeAsync("crash", Map.of());
      first.close();
      CompletableFuture<Result> a = add(pit.session("one"), "a");
      gate.complete("go");
      assertThat(a.join().as(String.class)).isEqualTo("a");
    }
  }

  @Test
  void aCallThatTheClosedOneWaitsForIsRefused() {
    tools.unary("reopen", callHost("reopen"));
    try (Snakepit pit = FakePit.start(tools, p -> p.workers(2))) {
      Session first = pit.session("one");
      pit.hostTools()
          .register(
              "reopen",
              call -> {
                CompletableFuture.runAsync(first::close).join(); // by somebody else
                pit.session("one").execute("add", Map.of("letter", "a"));
                return "unreachable";
              });
      assertThatThrownBy(() -> first.execute("reopen", Map.of()))
          .hasMessageContaining("would wait for the closed session 'one'");
      assertThat(add(pit.session("one"), "b").join().as(String.class)).isEqualTo("b");
    }
  }

  @Test
  void theStepsOfAClosedOneDoNotWaitForASuccessorThatWasClosedToo() {
    CompletableFuture<String> half = new CompletableFuture<>();
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session first =
          pit.session("one")
              .onRestore(
                  stage -> {
                    half.complete(add(stage, "r").join().as(String.class) + gate.join());
                    stage.execute("add", Map.of("letter", "s"));
                  });
      first.execute("add", Map.of("letter", "x"));
      assertThatThrownBy(() -> first.execute("crash", Map.of()))
          .isInstanceOf(WorkerCrashedException.class);
      CompletableFuture<Result> behind = add(first, "y");
      await().until(() -> pit.defaultPool().stats().succeeded() == 2); // the step has called
      first.close();
      Session second = pit.session("one");
      CompletableFuture<Result> a = add(second, "a");
      second.close();
      gate.complete("go");
      assertThat(behind.join().as(String.class)).isEqualTo("rsy");
      assertThat(a.join().as(String.class)).isEqualTo("a");
      assertThat(add(pit.session("one"), "b").join().as(String.class)).isEqualTo("b");
    }
  }

  /** Between the two steps of closing the first, the second was opened, used and closed. */
  @Test
  void theEndOfOneDoesNotWaitForItsSuccessor() {
    SessionSuccession succession =
        new SessionSuccession(
            mock(AttemptOwner.class), mock(NestedTurns.class), mock(PoolErrors.class));
    PooledSession first = session();
    PooledSession second = session();
    first.markClosed();
    succession.begins(first);
    assertThat(succession.mustFollow(call(), second)).isTrue();
    second.markClosed();
    succession.begins(second);

    assertThat(succession.mustFollow(call(), first)).isFalse();

    assertThat(succession.ended(first)).isSameAs(second);
  }

  private static PooledSession session() {
    return new PooledSession("one", mock(DefaultPool.class), mock(PoolErrors.class));
  }

  private static PendingCall call() {
    PendingCall call = mock(PendingCall.class);
    when(call.spec()).thenReturn(mock(CallSpec.class));
    return call;
  }

  @Test
  void whatWaitsForItIsToldWhenThePoolCloses() {
    CompletableFuture<Result> a;
    try (Snakepit pit =
        FakePit.start(tools, p -> p.prefetch(8).timeouts(t -> t.withDrain(Duration.ofMillis(1))))) {
      Session first = pit.session("one");
      first.executeAsync("block", Map.of());
      first.close();
      a = add(pit.session("one"), "a");
    }
    assertThatThrownBy(a::join).hasCauseInstanceOf(PoolClosedException.class);
  }
}
