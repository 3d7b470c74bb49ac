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
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;

import io.snakepit.api.Call;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mockito.invocation.InvocationOnMock;
import org.mockito.stubbing.Answer;

/**
 * An adapter that waits where it must return costs its worker, and those callers alone who are in
 * there. The first worker is the bad one; its successor has to serve.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class HostileExchangeTest {

  private static final Duration SHORT = Duration.ofMillis(50);

  private final CompletableFuture<Void> nap = new CompletableFuture<>();
  private final FakeAdapter sound =
      FakeAdapter.of(
          new FakeTools()
                  .unary("echo", echo())
                  .unary("nap", blockUntil(nap))
                  .unary("block", blockUntil(new CompletableFuture<>()))
                  .stream("few", call -> Collections.nCopies(3, call.arguments()).iterator()));
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean isMissed; // who is to be inside, until there is one

  @AfterEach
  void letGo() {
    over.countDown();
  }

  @Test
  void aCallerInABeginThatHeedsInterruptsHasItsErrorInTime() {
    try (Snakepit pit =
        start(worker -> doAnswer(waits()).when(worker).begin(any(), any(), any()))) {
      assertThat(failureOf(pit, Call.of("echo").timeout(SHORT)))
          .isInstanceOf(DeadlineExceededException.class);
      assertThat(Thread.interrupted()).isFalse();
      assertServes(pit);
    }
  }

  @Test
  void aCallerInADriveThatHeedsInterruptsHasItsErrorInTime() {
    try (Snakepit pit = start(dumb(ex -> doAnswer(waits()).when(ex).drive(anyLong())))) {
      assertThat(failureOf(pit, Call.of("block").timeout(SHORT)))
          .isInstanceOf(DeadlineExceededException.class);
      assertThat(Thread.interrupted()).isFalse();
      assertServes(pit);
    }
  }

  @Test
  void aCallerInADriveThatMissesTheOutcomeHasItAllTheSame() {
    try (Snakepit pit = start(spoiling(ex -> doAnswer(waits()).when(ex).drive(anyLong())))) {
      CompletableFuture.runAsync(
          () -> {
            await().until(() -> inside.get() > 0);
            nap.complete(null);
          });
      assertThat(pit.execute(Call.of("nap").arg("n", 1).withoutTimeout()).get("n")).isEqualTo(1L);
      assertThat(Thread.interrupted()).isFalse();
      assertServes(pit); // on the same: it may be running the call of another by now
      assertThat(opened).hasValue(1);
    }
  }

  @Test
  void aCallerInACancelThatHeedsInterruptsHasItsErrorInTime() {
    try (Snakepit pit = start(spoiling(ex -> doAnswer(waits()).when(ex).cancel()))) {
      assertThat(failureOf(pit, Call.of("block").timeout(SHORT)))
          .isInstanceOf(DeadlineExceededException.class);
      assertThat(Thread.interrupted()).isFalse();
      assertServes(pit);
    }
  }

  @Test
  void aConsumerInARequestThatHeedsInterruptsHasItsErrorInTime() {
    try (Snakepit pit = start(spoiling(ex -> doAnswer(waits()).when(ex).request(anyLong())))) {
      try (ResultStream few = pit.executeStream(Call.of("few").timeout(SHORT))) {
        assertThatThrownBy(() -> few.forEach(item -> {}))
            .isInstanceOfAny(DeadlineExceededException.class, WorkerCrashedException.class);
      }
      assertThat(Thread.interrupted()).isFalse();
      assertServes(pit);
    }
  }

  @Test
  void aWorkerThatIsGoneByTheWordOfItsCallsAloneIsReplaced() {
    Failure gone = Failure.of(Failure.Kind.LOST, "the worker is gone", null);
    Answer<?> tells =
        call -> {
          ExchangeListener listener = call.getArgument(2);
          listener.onStarted();
          listener.onFailure(gone);
          listener.onSettled();
          return mock(Exchange.class);
        };
    try (Snakepit pit = start(bad -> doAnswer(tells).when(bad).begin(any(), any(), any()))) {
      assertThat(failureOf(pit, Call.of("echo"))).isInstanceOf(WorkerCrashedException.class);
      assertServes(pit);
    }
  }

  @Test
  void aBeginThatBlocksLeavesThePoolToOthers() {
    try (Snakepit pit =
        start(worker -> doAnswer(blocks()).when(worker).begin(any(), any(), any()))) {
      beside(() -> pit.execute(Call.of("echo").timeout(SHORT)));
      assertServes(pit);
    }
  }

  @Test
  void aDriveThatBlocksLeavesThePoolToOthers() {
    try (Snakepit pit = start(dumb(ex -> doAnswer(blocks()).when(ex).drive(anyLong())))) {
      beside(() -> pit.execute(Call.of("block").timeout(SHORT)));
      assertServes(pit);
    }
  }

  @Test
  void aCancelThatBlocksLeavesThePoolToOthers() {
    try (Snakepit pit = start(spoiling(ex -> doAnswer(blocks()).when(ex).cancel()))) {
      CompletableFuture<Result> late = pit.executeAsync(Call.of("block").timeout(SHORT));
      assertDeadline(late);
      assertServes(pit);
    }
  }

  @Test
  void theTimeOfOtherCallsGoesOnWhileACancelBlocks() {
    try (Snakepit pit = start(spoiling(ex -> doAnswer(blocks()).when(ex).cancel()))) {
      assertDeadline(pit.executeAsync(Call.of("block").timeout(SHORT)));
      assertDeadline(pit.executeAsync(Call.of("block").timeout(Duration.ofSeconds(3))));
    }
  }

  @Test
  void aRequestThatBlocksLeavesThePoolToOthers() {
    try (Snakepit pit = start(spoiling(ex -> doAnswer(blocks()).when(ex).request(anyLong())))) {
      beside(
          () ->
              pit.executeStream(Call.of("few").timeout(Duration.ofSeconds(3)), item -> {}).join());
      assertServes(pit);
    }
  }

  @Test
  void aCheckedExceptionThatIsNotDeclaredCostsNoSlot() {
    Answer<?> throwing =
        call -> {
          throw new IOException("as Kotlin may");
        };
    try (Snakepit pit =
        start(worker -> doAnswer(throwing).when(worker).begin(any(), any(), any()))) {
      assertThat(failureOf(pit, Call.of("echo")))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("as Kotlin may");
      assertServes(pit);
    }
  }

  @Test
  void aPoolCloses() {
    Snakepit pit = start(worker -> doAnswer(blocks()).when(worker).begin(any(), any(), any()));
    beside(() -> pit.execute(Call.of("echo").timeout(SHORT)));
    assertThat(CompletableFuture.runAsync(pit::close)).succeedsWithin(Duration.ofSeconds(40));
  }

  /**
   * Has a thread make a call that is left there; returns when it is in the adapter. A call whose
   * time was over before it got there is made again, to a worker as bad.
   */
  private void beside(Runnable task) {
    isMissed = true;
    Thread thread =
        new Thread(
            () -> {
              while (inside.get() == 0 && over.getCount() > 0) {
                try {
                  task.run();
                } catch (SnakepitException | CompletionException late) {
                  // thrown on, it would fail the test that waits for something just then
                }
              }
            },
            "beside");
    thread.setDaemon(true);
    thread.start();
    await().atMost(Duration.ofSeconds(40)).until(() -> inside.get() > 0);
  }

  private static void assertDeadline(CompletableFuture<Result> late) {
    assertThat(late)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(DeadlineExceededException.class);
  }

  private static void assertServes(Snakepit pit) {
    assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
  }

  private static @Nullable Throwable failureOf(Snakepit pit, Call call) {
    try {
      pit.execute(call);
      return null;
    } catch (Exception failure) {
      return failure;
    }
  }

  /** Until it is interrupted. */
  private Answer<?> waits() {
    return call -> {
      inside.incrementAndGet();
      over.await();
      return null;
    };
  }

  /** Whatever happens. */
  private Answer<?> blocks() {
    return call -> {
      inside.incrementAndGet();
      while (over.getCount() > 0) {
        try {
          over.await();
        } catch (InterruptedException unheeded) {
          // as of an adapter that is as bad as can be
        }
      }
      return null;
    };
  }

  /** Its exchanges tell nothing. */
  private static Consumer<Worker> dumb(Consumer<Exchange> spoil) {
    Exchange dumb = mock(Exchange.class);
    spoil.accept(dumb);
    return bad -> doReturn(dumb).when(bad).begin(any(), any(), any());
  }

  private static Consumer<Worker> spoiling(Consumer<Exchange> spoil) {
    return bad ->
        doAnswer(
                call -> {
                  Exchange begun = (Exchange) delegate(bad, call);
                  Exchange spoilt = mock(Exchange.class, delegatesTo(begun));
                  spoil.accept(spoilt);
                  return spoilt;
                })
            .when(bad)
            .begin(any(), any(), any());
  }

  private static Object delegate(Worker bad, InvocationOnMock call) throws Throwable {
    return mockingDetails(bad).getMockCreationSettings().getDefaultAnswer().answer(call);
  }

  private Snakepit start(Consumer<Worker> spoil) {
    Adapter adapter = mock(Adapter.class, delegatesTo(sound));
    doAnswer(open -> open(open.getArgument(0), spoil)).when(adapter).open(any());
    SnakepitConfig config =
        SnakepitConfig.builder()
            .pool(
                "default",
                pool ->
                    pool.runtime("fake")
                        .workers(1)
                        .queue(queue -> queue.withTimeout(Duration.ofSeconds(40)))
                        .timeouts(
                            timeouts ->
                                timeouts
                                    .withCancelGrace(SHORT)
                                    .withDrain(Duration.ofSeconds(1))
                                    .withStop(SHORT)))
            .build();
    return FakePit.start(config, adapter);
  }

  private CompletionStage<Worker> open(OpenRequest request, Consumer<Worker> spoil) {
    return sound
        .open(request)
        .thenApply(
            worker ->
                opened.getAndIncrement() == 0 || (isMissed && inside.get() == 0)
                    ? spoilt((FakeWorker) worker, spoil)
                    : worker);
  }

  private static Worker spoilt(FakeWorker worker, Consumer<Worker> spoil) {
    Worker bad = mock(Worker.class, delegatesTo(worker));
    spoil.accept(bad);
    return bad;
  }
}
