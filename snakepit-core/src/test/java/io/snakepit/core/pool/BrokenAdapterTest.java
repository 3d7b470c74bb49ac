package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.snakepit.api.Call;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.ToolException;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import io.snakepit.testkit.fake.FakeWorker;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.invocation.InvocationOnMock;

/** An adapter that breaks its promises costs a worker, not a call's outcome or a slot. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class BrokenAdapterTest {

  private final FakeAdapter sound =
      FakeAdapter.of(
          new FakeTools()
              .unary("echo", echo()).unary("block", blockUntil(new CompletableFuture<>())).stream(
                  "few", call -> Collections.nCopies(3, call.arguments()).iterator()));
  private final AtomicInteger opened = new AtomicInteger();
  private final List<Runnable> stops = new CopyOnWriteArrayList<>();
  private Duration drain = Duration.ofSeconds(5);
  private boolean allAreBroken;
  private boolean registers;
  private boolean failsWithoutError;
  private boolean stopsFail; // at first
  private @Nullable BiFunction<Worker, InvocationOnMock, @Nullable Exchange> instead; // of throwing

  @Test
  void aWorkerWhoseAdapterThrowsIsReplaced() {
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute("echo", Map.of()))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("half a frame");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
      assertThat(pit.defaultPool().stats().killed()).isEqualTo(1);
    }
  }

  @Test
  void aCallThatTheThrowingAdapterHadTakenIsNotGivenBackTwice() throws Exception {
    registers = true;
    drain = Duration.ofMinutes(10);
    CompletableFuture<String> closed = new CompletableFuture<>();
    Snakepit pit = start();
    assertThatThrownBy(() -> pit.execute("block", Map.of()))
        .isInstanceOf(WorkerCrashedException.class)
        .hasMessageContaining("half a frame");
    await().until(() -> !stops.isEmpty()); // it is told on a thread of its own
    stops.forEach(Runnable::run); // it fails and settles what it had taken only now
    assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    closed.completeAsync(
        () -> {
          pit.close(); // only when nothing runs any more, or the drain time has passed
          return "closed";
        });
    assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo("closed");
    await().untilAsserted(() -> assertThat(sound.workers()).isEmpty());
  }

  @Test
  void aWorkersErrorThatIsMissingIsAnOutcomeAllTheSame() {
    failsWithoutError = true;
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute(Call.of("echo").timeout(Duration.ofSeconds(10))))
          .isInstanceOf(ToolException.class)
          .hasMessageContaining("the worker's error can't be read");
    }
  }

  @Test
  void aCallThatSettlesWithoutAnOutcomeFailsAllTheSame() {
    instead =
        (worker, call) -> {
          ExchangeListener listener = call.getArgument(2);
          listener.onSettled();
          return mock(Exchange.class);
        };
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute(Call.of("echo").timeout(Duration.ofSeconds(10))))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("no outcome");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  @Test
  void aCallThatIsCompletedWithoutAResultFailsAllTheSame() {
    instead =
        (worker, call) -> {
          ExchangeListener listener = call.getArgument(2);
          listener.onComplete();
          listener.onSettled();
          return mock(Exchange.class);
        };
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute(Call.of("echo").timeout(Duration.ofSeconds(10))))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("ended a call without a result");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
      assertThat(pit.defaultPool().stats().succeeded()).isEqualTo(1);
    }
  }

  @SuppressWarnings("NullAway") // as of an adapter that is compiled without it
  static Stream<Arguments> nulls() {
    return Stream.of(
        given("onItem", listener -> listener.onItem(null)),
        given("onHostCall", listener -> listener.onHostCall(null)),
        given("onProgress", listener -> listener.onProgress(null)),
        given("onFailure", listener -> listener.onFailure(null)),
        given(
            "onFailure (Failure.kind)",
            listener -> listener.onFailure(new Failure(null, "torn", null, null))));
  }

  private static Arguments given(String signal, Consumer<ExchangeListener> given) {
    return Arguments.of(signal, given);
  }

  /** As a fault of a value it would be looked for in the tool, and in the call. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("nulls")
  void anAdapterThatGivesNullIsTheOneThatIsNamed(String signal, Consumer<ExchangeListener> given) {
    instead =
        (worker, call) -> {
          ExchangeListener listener = call.getArgument(2);
          given.accept(listener);
          listener.onComplete();
          listener.onSettled();
          return mock(Exchange.class);
        };
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute(Call.of("echo")).get("n"))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("its adapter gave null to ExchangeListener." + signal);
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  /** As of an adapter that takes its words from an exception which has none. */
  @SuppressWarnings("NullAway")
  @Test
  void aFailureWithoutWordsIsAnOutcomeAllTheSame() {
    instead =
        (worker, call) -> {
          ExchangeListener listener = call.getArgument(2);
          listener.onStarted();
          listener.onFailure(Failure.of(Failure.Kind.LOST, null, new IOException()));
          listener.onSettled();
          return mock(Exchange.class);
        };
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute(Call.of("echo").timeout(Duration.ofSeconds(30))))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("its adapter did not tell why")
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void aStreamThatIsGivenNullFails() {
    instead =
        (worker, call) -> {
          ExchangeListener listener = call.getArgument(2);
          giveNull(listener);
          listener.onComplete();
          listener.onSettled();
          return mock(Exchange.class);
        };
    try (Snakepit pit = start();
        ResultStream stream = pit.executeStream("few", Map.of())) {
      assertThatThrownBy(() -> stream.forEach(item -> {}))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("its adapter gave null to ExchangeListener.onItem");
    }
  }

  @SuppressWarnings("NullAway") // as of an adapter that is compiled without it
  private static void giveNull(ExchangeListener listener) {
    listener.onItem(null);
  }

  @Test
  void aCallThatIsWithdrawnThoughNobodyCancelledItIsNotMadeForEver() {
    instead =
        (worker, call) -> {
          ExchangeListener listener = call.getArgument(2);
          listener.onFailure(Failure.withdrawn());
          listener.onSettled();
          return mock(Exchange.class);
        };
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute(Call.of("echo").timeout(Duration.ofSeconds(10))))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("withdrew a call that nobody had cancelled");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  @Test
  void aCallWithoutAnExchangeEndsAtOnce() {
    instead = (worker, call) -> null;
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute(Call.of("echo").timeout(Duration.ofSeconds(30))))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("begin gave no exchange");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  @Test
  void aCallWhoseExchangeThrowsAtItsCallerFreesItsWorker() {
    instead =
        (worker, call) -> {
          Exchange begun =
              worker.begin(call.getArgument(0), call.getArgument(1), call.getArgument(2));
          Exchange broken = mock(Exchange.class, delegatesTo(begun));
          doThrow(new IllegalStateException("no way to read")).when(broken).drive(anyLong());
          return broken;
        };
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute("block", Map.of()))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("no way to read");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  @Test
  void aStreamWhoseExchangeTakesNoDemandFails() {
    instead = (worker, call) -> failing(worker, call, broken -> broken.request(anyLong()));
    try (Snakepit pit = start()) {
      CompletableFuture<?> end = pit.executeStream(Call.of("few"), item -> {});
      assertThatThrownBy(() -> end.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("out of order");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  @Test
  void aStreamWhoseExchangeCannotBeCancelledEndsAllTheSame() {
    instead = (worker, call) -> failing(worker, call, Exchange::cancel);
    IllegalStateException enough = new IllegalStateException("enough");
    try (Snakepit pit = start()) {
      CompletableFuture<?> end =
          pit.executeStream(
              Call.of("few"),
              item -> {
                throw enough;
              });
      assertThatThrownBy(() -> end.get(10, TimeUnit.SECONDS)).hasCause(enough);
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  @Test
  void aCallThatEndsOneWorkerAfterTheOtherBeforeItBeginsIsTakenForTheReason() {
    allAreBroken = true;
    instead =
        (worker, call) -> {
          ((FakeWorker) worker).kill("can't take that in");
          return worker.begin(call.getArgument(0), call.getArgument(1), call.getArgument(2));
        };
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute(Call.of("echo").timeout(Duration.ofSeconds(30))))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("while running echo");
      await().untilAsserted(() -> assertThat(pit.defaultPool().stats().lost()).isEqualTo(3));
    }
  }

  @Test
  void aCallWhoseWorkerCannotEvenBeKilledFailsAllTheSame() {
    stopsFail = true;
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute(Call.of("echo").timeout(Duration.ofSeconds(10))))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("half a frame");
    }
  }

  private static Exchange failing(Worker worker, InvocationOnMock call, Consumer<Exchange> method) {
    Exchange begun = worker.begin(call.getArgument(0), call.getArgument(1), call.getArgument(2));
    Exchange broken = mock(Exchange.class, delegatesTo(begun));
    method.accept(doThrow(new IllegalStateException("out of order")).when(broken));
    return broken;
  }

  private Snakepit start() {
    Adapter broken = mock(Adapter.class, delegatesTo(sound));
    doAnswer(invocation -> open(invocation.getArgument(0))).when(broken).open(any());
    SnakepitConfig config = SnakepitConfig.builder().pool("default", this::onFakeWorkers).build();
    return FakePit.start(config, broken);
  }

  private void onFakeWorkers(PoolConfig.Builder pool) {
    pool.runtime("fake").timeouts(t -> t.withDrain(drain));
  }

  /** The first worker can't begin a call. */
  private CompletionStage<Worker> open(OpenRequest request) {
    return sound
        .open(request)
        .thenApply(
            worker ->
                opened.getAndIncrement() == 0 || allAreBroken ? unableToBegin(worker) : worker);
  }

  private Worker unableToBegin(Worker worker) {
    Worker unable = mock(Worker.class, delegatesTo(worker));
    doAnswer(
            call -> {
              if (failsWithoutError) {
                ExchangeListener listener = call.getArgument(2);
                listener.onFailure(new Failure(Failure.Kind.REMOTE, "", null, null));
                listener.onSettled();
                return mock(Exchange.class);
              }
              if (instead != null) {
                return instead.apply(worker, call);
              }
              if (registers) {
                worker.begin(call.getArgument(0), call.getArgument(1), call.getArgument(2));
              }
              throw new IllegalStateException("half a frame");
            })
        .when(unable)
        .begin(any(), any(), any());
    if (registers) {
      doAnswer(stop -> stops.add(() -> worker.stop(stop.getArgument(0)))).when(unable).stop(any());
    }
    if (stopsFail) {
      doThrow(new IllegalStateException("no way to stop"))
          .doAnswer(delegatesTo(worker))
          .when(unable)
          .stop(any());
    }
    return unable;
  }
}
