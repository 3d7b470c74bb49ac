package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.crash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Payload;
import io.snakepit.testkit.fake.FakeTools;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session's calls run in order on one worker; losing it is told (S10). */
@Timeout(60)
class SessionPlacementTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final List<String> noted = new CopyOnWriteArrayList<>();
  private final FakeTools tools =
      new FakeTools()
          .unary(
              "note",
              call -> {
                noted.add(call.json());
                return call.arguments();
              })
          .unary("where", call -> json('"' + Integer.toHexString(call.worker().hashCode()) + '"'))
          .unary("next", call -> json("" + call.session().merge("n", 1, (a, b) -> (int) a + 1)))
          .unary("crash", crash("bye"))
          .unary("block", blockUntil(gate));

  private static Payload json(String text) {
    return Payload.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void allItsCallsRunOnOneWorkerInOrder() {
    try (Snakepit pit = FakePit.start(tools, p -> p.workers(4))) {
      Session session = pit.session("one");
      List<CompletableFuture<Result>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(session.executeAsync("next", Map.of()));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(answers.get(i).join().as(Integer.class)).isEqualTo(i + 1);
      }
    }
  }

  /** Counts in its session. */
  private interface Counter {
    int next();
  }

  @Test
  void anInterfaceThatItBindsCallsOnIt() {
    try (Snakepit pit = FakePit.start(tools, p -> p.workers(2))) {
      Session one = pit.session("one");
      Counter bound = one.bind(Counter.class);
      assertThat(bound.next()).isEqualTo(1);
      assertThat(one.execute("next", Map.of()).as(Integer.class)).isEqualTo(2);
      assertThat(bound.next()).isEqualTo(3);
      assertThat(pit.session("other").bind(Counter.class).next()).isEqualTo(1);
    }
  }

  @Test
  void whileItsStreamIsOpenItsOtherCallsAreRefusedAtOnce() {
    tools.stream("few", call -> List.of(json("1"), json("2")).iterator()).stream(
        "many",
        call -> {
          Payload answer = call.callHost("again", call.arguments());
          return Stream.generate(() -> answer).iterator();
        });
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session = pit.session("one");
      pit.hostTools()
          .register(
              "again",
              call -> { // within it another stream may come and go
                try (Stream<Result> few = session.executeStream("few", Map.of()).stream()) {
                  return few.count();
                }
              });
      try (ResultStream many = session.executeStream("many", Map.of())) {
        assertThat(many.iterator().next().as(Integer.class)).isEqualTo(2);
        assertThatThrownBy(() -> session.execute("next", Map.of()))
            .isInstanceOfSatisfying(
                SessionException.class,
                busy -> assertThat(busy.code()).isEqualTo(ErrorCode.SESSION_BUSY))
            .hasMessageContaining("'many'");
      }
      assertThat(session.execute("next", Map.of()).as(Integer.class)).isEqualTo(1);
    }
  }

  @Test
  void itWaitsForItsWorkerAlthoughOthersAreIdle() {
    try (Snakepit pit = FakePit.start(tools, p -> p.workers(2))) {
      Session one = pit.session("one");
      String home = one.execute("where", Map.of()).as(String.class);
      CompletableFuture<Result> block = one.executeAsync("block", Map.of());
      CompletableFuture<Result> behind = one.executeAsync("where", Map.of());
      assertThat(pit.execute("where", Map.of()).as(String.class)).isNotEqualTo(home);
      assertThat(behind).isNotDone();
      gate.complete("go");
      assertThat(block.join()).isNotNull();
      assertThat(behind.join().as(String.class)).isEqualTo(home);
    }
  }

  @Test
  void oneSessionDoesNotStarveTheOthers() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session one = pit.session("one");
      CompletableFuture<Result> block = pit.executeAsync("block", Map.of());
      List<CompletableFuture<Result>> calls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        calls.add(one.executeAsync("note", Map.of("session", i)));
        calls.add(pit.executeAsync("note", Map.of("other", i)));
      }
      gate.complete("go");
      block.join();
      calls.forEach(CompletableFuture::join);
      assertThat(noted)
          .containsExactly(
              "{\"session\":0}",
              "{\"other\":0}",
              "{\"session\":1}",
              "{\"other\":1}",
              "{\"session\":2}",
              "{\"other\":2}");
    }
  }

  @Test
  void losingTheWorkerIsToldToTheCallsThatWait() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session one = pit.session("one");
      one.execute("next", Map.of());
      CompletableFuture<Result> block = pit.executeAsync("block", Map.of());
      CompletableFuture<Result> fatal = one.executeAsync("crash", Map.of());
      CompletableFuture<Result> behind = one.executeAsync("next", Map.of());
      gate.complete("go");
      block.join();
      assertThatThrownBy(fatal::join).hasCauseInstanceOf(WorkerCrashedException.class);
      assertThatThrownBy(behind::join)
          .cause()
          .isInstanceOfSatisfying(
              SessionException.class,
              lost -> assertThat(lost.code()).isEqualTo(ErrorCode.SESSION_LOST));
      assertThat(one.execute("next", Map.of()).as(Integer.class)).isEqualTo(1);
    }
  }

  @Test
  void losingTheWorkerIsToldOnceToTheNextCall() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session one = pit.session("one");
      one.execute("next", Map.of());
      assertThatThrownBy(() -> pit.execute("crash", Map.of()))
          .isInstanceOf(WorkerCrashedException.class);
      pit.execute("where", Map.of()); // the replacement serves
      assertThatThrownBy(() -> one.execute("next", Map.of()))
          .isInstanceOf(SessionException.class)
          .hasMessageContaining("lost its state");
      assertThat(one.execute("next", Map.of()).as(Integer.class)).isEqualTo(1);
    }
  }

  @Test
  void aClosedSessionTakesNoCallsAndItsKeyBeginsAnew() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session one = pit.session("one");
      assertThat(one.execute("next", Map.of()).as(Integer.class)).isEqualTo(1);
      one.close();
      one.close();
      assertThatThrownBy(() -> one.execute("next", Map.of()))
          .isInstanceOfSatisfying(
              SessionException.class,
              closed -> assertThat(closed.code()).isEqualTo(ErrorCode.SESSION_CLOSED));
      assertThat(pit.session("one").execute("next", Map.of()).as(Integer.class)).isEqualTo(1);
    }
  }

  @Test
  void eachSessionOnALostWorkerIsTold() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      List<Session> sessions = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        sessions.add(pit.session("session" + i));
        sessions.get(i).execute("next", Map.of());
      }
      CompletableFuture<Result> block = pit.executeAsync("block", Map.of());
      CompletableFuture<Result> fatal = pit.executeAsync("crash", Map.of());
      CompletableFuture<Result> waiting = sessions.get(0).executeAsync("next", Map.of());
      gate.complete("go");
      block.join();
      assertThatThrownBy(fatal::join).hasCauseInstanceOf(WorkerCrashedException.class);
      assertThatThrownBy(waiting::join).hasCauseInstanceOf(SessionException.class);
      for (Session untold : sessions.subList(1, 3)) {
        assertThatThrownBy(() -> untold.execute("next", Map.of()))
            .isInstanceOf(SessionException.class)
            .hasMessageContaining("lost its state");
      }
    }
  }

  @Test
  void aSessionClosedBeforeItsFirstCallRanLeavesItsWorkerFree() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.recycle(r -> r.withAfterCalls(1).withJitter(0)))) {
      CompletableFuture<Result> block = pit.executeAsync("block", Map.of());
      Session session = pit.session("one");
      CompletableFuture<Result> first = session.executeAsync("next", Map.of());
      session.close();
      gate.complete("go");
      block.join();
      assertThat(first.join().as(Integer.class)).isEqualTo(1);
      await()
          .untilAsserted(
              () ->
                  assertThat(pit.defaultPool().workers())
                      .extracting(worker -> worker.id())
                      .doesNotContain("default-1")
                      .isNotEmpty());
    }
  }

  @Test
  void aSessionClosedWhenTheQueueIsFullStillEndsItsCallsInOrderAndItsState() {
    try (Snakepit pit = FakePit.start(tools, p -> p.queue(q -> q.withCalls(1)))) {
      Session session = pit.session("one");
      session.execute("next", Map.of());
      CompletableFuture<Result> block = session.executeAsync("block", Map.of());
      // the call before may not have settled when its result is there
      await().until(() -> pit.defaultPool().stats().queued() == 0);
      CompletableFuture<Result> behind = session.executeAsync("next", Map.of());
      session.close();
      gate.complete("go");
      assertThat(block.join()).isNotNull();
      assertThat(behind.join().as(Integer.class)).isEqualTo(2);
      await().until(() -> pit.defaultPool().stats().running() == 0);
      assertThat(pit.session("one").execute("next", Map.of()).as(Integer.class)).isEqualTo(1);
    }
  }
}
