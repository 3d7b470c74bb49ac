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

import io.snakepit.api.Call;
import io.snakepit.api.Capability;
import io.snakepit.api.HostCall;
import io.snakepit.api.NestedCallException;
import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Worker;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A nested call never waits behind its own ancestors (S14). */
@Timeout(60)
class NestedCallTest {

  private final FakeTools tools =
      new FakeTools().unary("outer", callHost("host")).unary("inner", echo());

  @Test
  void itRunsOnTopOfTheOnlyWorker() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      pit.hostTools().register("host", call -> pit.execute("inner", Map.of("n", 7)).value());
      assertThat(pit.execute("outer", Map.of()).get("n")).isEqualTo(7L);
    }
  }

  @Test
  void itTakesAnIdleWorkerWhenThereIsOne() {
    try (Snakepit pit = FakePit.start(tools, p -> p.workers(2))) {
      AtomicReference<String> outer = new AtomicReference<>();
      AtomicReference<Long> busy = new AtomicReference<>();
      pit.hostTools()
          .register(
              "host",
              call -> {
                outer.set(call.lineage().worker());
                CompletableFuture<Result> inner = pit.executeAsync("inner", Map.of("n", 7));
                Object value = inner.join().value();
                busy.set(pit.defaultPool().workers().stream().mapToLong(w -> w.calls()).sum());
                return value;
              });
      assertThat(pit.execute("outer", Map.of()).get("n")).isEqualTo(7L);
      assertThat(outer.get()).startsWith("default-");
    }
  }

  /** As when the news of a worker's death comes after a call was given to it. */
  @Test
  void itRunsOnTopWhenTheIdleWorkerItWasGivenToIsGone() {
    SnakepitConfig two =
        SnakepitConfig.builder()
            .pool(
                "default",
                pool -> {
                  pool.runtime("fake").workers(2);
                })
            .build();
    try (Snakepit pit = FakePit.start(two, losing("inner"))) {
      await().until(() -> pit.defaultPool().stats().idle() == 2);
      pit.hostTools()
          .register(
              "host",
              call -> {
                return pit.execute("inner", Map.of("n", 7)).value();
              });
      assertThat(pit.execute("outer", Map.of()).get("n")).isEqualTo(7L);
    }
  }

  /** Loses what is to run a tool, but not on top of another call. */
  private Adapter losing(String tool) {
    Adapter sound = FakeAdapter.of(tools);
    Adapter losing = mock(Adapter.class, delegatesTo(sound));
    doAnswer(call -> sound.open(call.getArgument(0)).thenApply(worker -> losing(worker, tool)))
        .when(losing)
        .open(any());
    return losing;
  }

  private static Worker losing(Worker sound, String tool) {
    Worker losing = mock(Worker.class, delegatesTo(sound));
    doAnswer(
            call -> {
              CallHead head = call.getArgument(0);
              ExchangeListener listener = call.getArgument(2);
              if (!head.tool().equals(tool) || head.parent() != 0) {
                return sound.begin(head, call.getArgument(1), listener);
              }
              listener.onFailure(Failure.of(Failure.Kind.LOST, "gone", null));
              listener.onSettled();
              return mock(Exchange.class);
            })
        .when(losing)
        .begin(any(), any(), any());
    return losing;
  }

  @Test
  void withoutReentranceItFailsWithItsOwnError() {
    EnumSet<Capability> capabilities =
        EnumSet.of(Capability.STREAMING, Capability.CANCELLATION, Capability.HOST_CALLS);
    FakeAdapter adapter = FakeAdapter.builder(tools).capabilities(capabilities).build();
    try (Snakepit pit = FakePit.start(adapter, p -> {})) {
      CompletableFuture<Throwable> seen = new CompletableFuture<>();
      pit.hostTools()
          .register(
              "host",
              call -> {
                try {
                  return pit.execute("inner", Map.of("n", 7)).value();
                } catch (NestedCallException blocked) {
                  seen.complete(blocked);
                  return Map.of();
                }
              });
      pit.execute("outer", Map.of());
      assertThat(seen.join()).hasMessageContaining("outer").hasMessageContaining("inner");
    }
  }

  @Test
  void theLineageCanBeCarriedToAnotherThread() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      pit.hostTools()
          .register(
              "host", call -> CompletableFuture.supplyAsync(() -> inner(pit, call)).join().value());
      assertThat(pit.execute("outer", Map.of()).get("n")).isEqualTo(7L);
    }
  }

  private static Result inner(Snakepit pit, HostCall call) {
    return pit.execute(Call.of("inner").arg("n", 7).within(call.lineage()));
  }

  @Test
  void aSessionsNestedCallRunsWithinTheSession() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session = pit.session("one");
      pit.hostTools().register("host", call -> session.execute("inner", Map.of("n", 7)).value());
      assertThat(session.execute("outer", Map.of()).get("n")).isEqualTo(7L);
    }
  }

  @Test
  void aSessionOnTheAncestorsWorkerIsReachedOnTop() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      Session session = pit.session("one");
      session.execute("inner", Map.of());
      pit.hostTools().register("host", call -> session.execute("inner", Map.of("n", 7)).value());
      assertThat(pit.execute("outer", Map.of()).get("n")).isEqualTo(7L);
    }
  }

  /** Where its session's turn is when it is made, while the only worker runs its ancestor. */
  enum Before {
    AT_HOME,
    ANYWHERE,
    IN_RESTORATION
  }

  @ParameterizedTest
  @CsvSource({"AT_HOME,0", "AT_HOME,3", "ANYWHERE,0", "IN_RESTORATION,0", "IN_RESTORATION,3"})
  void itIsRefusedWhereItsSessionWaitsForItsAncestor(Before where, int prefetch) {
    CompletableFuture<String> inHost = new CompletableFuture<>();
    CompletableFuture<String> before = new CompletableFuture<>();
    tools.unary("crash", crash("bye"));
    try (Snakepit pit = FakePit.start(tools, p -> p.prefetch(prefetch))) {
      Session session = pit.session("one").onRestore(stage -> stage.execute("inner", Map.of()));
      if (where != Before.ANYWHERE) {
        session.execute("inner", Map.of());
      }
      if (where == Before.IN_RESTORATION) {
        assertThatThrownBy(() -> session.execute("crash", Map.of()))
            .isInstanceOf(WorkerCrashedException.class);
      }
      pit.hostTools()
          .register(
              "host",
              call -> {
                inHost.complete("here");
                before.join();
                return blockedBy(session);
              });
      CompletableFuture<Result> outer = pit.executeAsync("outer", Map.of());
      inHost.join();
      CompletableFuture<Result> first = session.executeAsync("inner", Map.of("n", 1));
      before.complete("made");
      assertThat(outer.join().as(String.class)).contains("would wait in session 'one'");
      assertThat(first.join().get("n")).isEqualTo(1L);
      assertThat(session.execute("inner", Map.of("n", 2)).get("n")).isEqualTo(2L);
    }
  }

  private static String blockedBy(Session session) {
    try {
      session.execute("inner", Map.of());
      return "it ran";
    } catch (NestedCallException blocked) {
      return String.valueOf(blocked.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itWaitsForATurnThatComesOnAnotherWorkerOrIsGivenUp(boolean givenUp) {
    CompletableFuture<String> inHost = new CompletableFuture<>();
    CompletableFuture<CompletableFuture<Result>> before = new CompletableFuture<>();
    CompletableFuture<String> gate = new CompletableFuture<>();
    tools.unary("block", blockUntil(gate));
    try (Snakepit pit = FakePit.start(tools, p -> p.workers(2))) {
      await().until(() -> pit.defaultPool().stats().idle() == 2);
      Session session = pit.session("one");
      pit.hostTools()
          .register(
              "host",
              call -> {
                inHost.complete("here");
                CompletableFuture<Result> first = before.join();
                CompletableFuture<Result> own = session.executeAsync("inner", Map.of("n", 7));
                if (givenUp) {
                  first.cancel(true); // it is the next, and runs on top
                } else {
                  gate.complete("go");
                }
                return own.join().value();
              });
      CompletableFuture<Result> outer = pit.executeAsync("outer", Map.of());
      inHost.join();
      CompletableFuture<Result> block = pit.executeAsync("block", Map.of()); // on the other one
      before.complete(session.executeAsync("inner", Map.of("n", 1)));
      assertThat(outer.join().get("n")).isEqualTo(7L);
      gate.complete("go");
      assertThat(block.join()).isNotNull();
    }
  }

  @Test
  void aCallThatIsNotNestedMayWait() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      pit.hostTools().register("host", call -> Map.of("n", 1));
      CompletableFuture<Result> first = pit.executeAsync("outer", Map.of());
      CompletableFuture<Result> second = pit.executeAsync("inner", Map.of("n", 2));
      assertThat(first.join().get("n")).isEqualTo(1L);
      assertThat(second.join().get("n")).isEqualTo(2L);
      assertThatThrownBy(() -> pit.pool("defalt")).hasMessageContaining("default");
    }
  }
}
