package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions keep their state, their order, and say when they lost it (S10). */
@Timeout(120)
class SessionsTest {

  @Test
  void stateStaysWithTheSession() {
    try (Snakepit pit = RealPython.start(p -> p.workers(3))) {
      for (int i = 0; i < 6; i++) {
        pit.session("user-" + i).execute("remember", Map.of("value", i));
      }
      for (int i = 0; i < 6; i++) {
        assertThat(pit.session("user-" + i).execute("recall", Map.of()).as(Integer.class))
            .isEqualTo(i);
      }
    }
  }

  @Test
  void callsRunInTheOrderTheyWereMade() {
    try (Snakepit pit = RealPython.start(p -> p.workers(2))) {
      Session session = pit.session("one");
      List<CompletableFuture<Result>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        session.executeAsync("remember", Map.of("value", i));
        answers.add(session.executeAsync("recall", Map.of()));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(answers.get(i).join().as(Integer.class)).isEqualTo(i);
      }
    }
  }

  @Test
  void losingTheWorkerIsToldOnceThenTheSessionBeginsAnew() {
    try (Snakepit pit = RealPython.start(p -> p.workers(2))) {
      Session session = pit.session("one");
      session.execute("remember", Map.of("value", 1));
      long pid = session.execute("pid", Map.of()).as(Long.class);
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      await()
          .untilAsserted(
              () ->
                  assertThat(pit.defaultPool().workers())
                      .noneMatch(worker -> worker.pid().orElseThrow() == pid));
      assertThatThrownBy(() -> session.execute("recall", Map.of()))
          .isInstanceOfSatisfying(
              SessionException.class,
              lost -> assertThat(lost.code()).isEqualTo(ErrorCode.SESSION_LOST));
      assertThat(session.execute("recall", Map.of()).isNull()).isTrue();
    }
  }

  @Test
  void aCallThatKillsItsWorkerFailsAndThoseBehindItAreToldOfTheLoss() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      Session session = pit.session("one");
      session.execute("remember", Map.of("value", 1));
      CompletableFuture<Result> fatal = session.executeAsync("die", Map.of("status", 3));
      CompletableFuture<Result> behind = session.executeAsync("recall", Map.of());
      assertThatThrownBy(fatal::join).hasCauseInstanceOf(WorkerCrashedException.class);
      assertThatThrownBy(behind::join).hasCauseInstanceOf(SessionException.class);
      assertThat(session.execute("recall", Map.of()).isNull()).isTrue();
    }
  }

  @Test
  void aCallBesideTheSessionsOwnStreamFailsAtOnce() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      Session session = pit.session("one");
      try (ResultStream stream = session.executeStream("count", Map.of("n", 1_000_000))) {
        assertThat(stream.iterator().next().as(Integer.class)).isZero();
        assertThatThrownBy(() -> session.execute("recall", Map.of()))
            .isInstanceOfSatisfying(
                SessionException.class,
                busy -> assertThat(busy.code()).isEqualTo(ErrorCode.SESSION_BUSY));
      }
      assertThat(session.execute("recall", Map.of()).isNull()).isTrue();
    }
  }

  @Test
  void closingDropsTheState() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      Session first = pit.session("one");
      first.execute("remember", Map.of("value", 1));
      first.close();
      assertThatThrownBy(() -> first.execute("recall", Map.of()))
          .isInstanceOfSatisfying(
              SessionException.class,
              closed -> assertThat(closed.code()).isEqualTo(ErrorCode.SESSION_CLOSED));
      assertThat(pit.session("one").execute("recall", Map.of()).isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void oneThatDoesNotEndCostsItsWorker(int concurrency) {
    try (Snakepit pit =
        RealPython.start(
            p ->
                p.workers(1)
                    .concurrency(concurrency)
                    .timeouts(t -> t.withCall(Duration.ofSeconds(2))))) {
      long pid = pit.execute(call("pid")).as(Long.class);
      Session session = pit.session("one");
      session.execute(call("cling"));
      session.close();
      await().atMost(Duration.ofSeconds(60)).until(() -> !RealPython.isAlive(pid));
      assertThat(pit.session("one").execute(call("recall")).isNull()).isTrue();
    }
  }

  private static Call call(String tool) {
    return Call.of(tool).withoutTimeout();
  }
}
