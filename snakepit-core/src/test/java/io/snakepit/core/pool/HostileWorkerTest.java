package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerLoss;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import io.snakepit.testkit.fake.FakeWorker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mockito.stubbing.Answer;

/**
 * An adapter that doesn't keep its word about a worker's life costs that worker. The first worker
 * is the bad one; its successor has to serve.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class HostileWorkerTest {

  private final CompletableFuture<Void> began = new CompletableFuture<>();
  private final FakeAdapter sound =
      FakeAdapter.of(
          new FakeTools()
              .unary("echo", echo())
              .unary(
                  "block",
                  call -> {
                    began.complete(null);
                    return blockUntil(new CompletableFuture<>()).run(call);
                  }));
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger opened = new AtomicInteger();
  private final CompletableFuture<WorkerLoss> end = new CompletableFuture<>();

  @AfterEach
  void letGo() {
    over.countDown();
  }

  @Test
  void oneThatDoesNotStopIsTakenForGone() {
    assertServesAfterKilling((worker, bad) -> doAnswer(stop -> null).when(bad).stop(any()));
  }

  @Test
  void oneWhoseStopBlocksIsTakenForGone() {
    assertServesAfterKilling((worker, bad) -> doAnswer(blocks()).when(bad).stop(any()));
  }

  @Test
  void oneWhoseStopThrowsIsTakenForGone() {
    assertServesAfterKilling(
        (worker, bad) -> doThrow(new StackOverflowError()).when(bad).stop(any()));
  }

  @Test
  void oneThatDoesNotTellItsEndIsTakenForGone() {
    assertServesAfterKilling((worker, bad) -> doReturn(end).when(bad).lost());
  }

  @Test
  void aPoolOfWorkersWhoseStopBlocksCloses() {
    Snakepit pit = start((worker, bad) -> doAnswer(blocks()).when(bad).stop(any()));
    CompletableFuture<?> closed = CompletableFuture.runAsync(pit::close);
    assertThat(closed).succeedsWithin(Duration.ofSeconds(40));
  }

  @Test
  void anEndThatFailsIsAnEnd() {
    try (Snakepit pit = start((worker, bad) -> doReturn(end).when(bad).lost())) {
      CompletableFuture<Result> running = pit.executeAsync(Call.of("block"));
      end.completeExceptionally(new IllegalStateException("no way to tell"));
      assertCrashed(running, "no way to tell");
      assertServes(pit);
    }
  }

  @Test
  void anEndWithoutAReasonIsAnEnd() {
    try (Snakepit pit = start((worker, bad) -> doReturn(end).when(bad).lost())) {
      CompletableFuture<Result> running = pit.executeAsync(Call.of("block"));
      end.complete(null);
      assertCrashed(running, "did not tell how");
      assertServes(pit);
    }
  }

  /** As of an adapter that takes its words from an exception which has none. */
  @SuppressWarnings("NullAway")
  @Test
  void anEndWhoseReasonIsNullIsAnEnd() {
    try (Snakepit pit = start((worker, bad) -> doReturn(end).when(bad).lost())) {
      CompletableFuture<Result> running = pit.executeAsync(Call.of("block"));
      end.complete(new WorkerLoss(WorkerLoss.Kind.GONE, null, new IllegalStateException("torn")));
      assertCrashed(running, "did not tell how");
      assertServes(pit);
    }
  }

  @Test
  void callsThatAreForgottenAtTheEndFailAllTheSame() {
    try (Snakepit pit =
        start(
            (worker, bad) -> {
              doReturn(end).when(bad).lost();
              doReturn(mock(Exchange.class)).when(bad).begin(any(), any(), any());
            })) {
      CompletableFuture<Result> running = pit.executeAsync(Call.of("block").withoutTimeout());
      end.complete(new WorkerLoss(WorkerLoss.Kind.GONE, "the worker fell over", null));
      assertCrashed(running, "fell over");
      assertServes(pit);
    }
  }

  @Test
  void callsThatAreForgottenKeepNoPoolFromClosing() {
    Snakepit pit =
        start(
            (worker, bad) -> {
              doReturn(end).when(bad).lost();
              doReturn(mock(Exchange.class)).when(bad).begin(any(), any(), any());
            });
    CompletableFuture<Result> running = pit.executeAsync(Call.of("block"));
    end.complete(new WorkerLoss(WorkerLoss.Kind.GONE, "the worker fell over", null));
    assertCrashed(running, "fell over");
    assertThat(CompletableFuture.runAsync(pit::close)).succeedsWithin(Duration.ofSeconds(40));
  }

  @Test
  void anAdapterThatGivesAWorkerAgainHasTheSecondRefused() {
    Adapter adapter = mock(Adapter.class, delegatesTo(sound));
    CompletableFuture<OpenRequest> first = new CompletableFuture<>(); // two ask, each on its thread
    CompletionStage<Worker> only = first.thenCompose(sound::open);
    doAnswer(
            open -> {
              first.complete(open.getArgument(0));
              return only;
            })
        .when(adapter)
        .open(any());
    SnakepitConfig config =
        SnakepitConfig.builder().pool("default", pool -> pool.runtime("fake").workers(2)).build();
    try (Snakepit pit = FakePit.start(config, adapter)) {
      CompletableFuture<Result> blocked = pit.executeAsync(Call.of("block"));
      assertThat(began).succeedsWithin(Duration.ofSeconds(20));
      await()
          .untilAsserted(
              () -> {
                assertThat(pit.defaultPool().stats().failedStarts()).isPositive();
                assertThat(pit.defaultPool().workers()).hasSize(1);
              });
      assertThat(blocked).isNotDone();
      sound.workers().get(0).kill("by the test");
      assertCrashed(blocked, "by the test");
    }
  }

  @Test
  void oneThatTellsNoEndIsNotTaken() {
    assertThat(catchStart((worker, bad) -> doReturn(null).when(bad).lost()))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("its adapter gave a worker that tells no end");
    await().untilAsserted(() -> assertThat(sound.workers()).isEmpty());
  }

  private Throwable catchStart(BiConsumer<FakeWorker, Worker> spoil) {
    try (Snakepit pit = start(spoil)) {
      return new AssertionError(pit + " has started");
    } catch (WorkerStartException expected) {
      return expected;
    }
  }

  /** A call outlives its time there, and isn't even cancelled: so the worker is to be killed. */
  private void assertServesAfterKilling(BiConsumer<FakeWorker, Worker> spoil) {
    BiConsumer<FakeWorker, Worker> deaf =
        (worker, bad) -> doReturn(mock(Exchange.class)).when(bad).begin(any(), any(), any());
    try (Snakepit pit = start(deaf.andThen(spoil))) {
      CompletableFuture<Result> late =
          pit.executeAsync(Call.of("block").timeout(Duration.ofMillis(50)));
      assertThat(late)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableOfType(ExecutionException.class);
      assertServes(pit);
    }
  }

  private static void assertCrashed(CompletableFuture<Result> running, String reason) {
    assertThat(running)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(WorkerCrashedException.class)
        .withMessageContaining(reason);
  }

  private static void assertServes(Snakepit pit) {
    assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
  }

  private Answer<?> blocks() {
    return call -> {
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

  private Snakepit start(BiConsumer<FakeWorker, Worker> spoil) {
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
                                    .withCancelGrace(Duration.ofMillis(50))
                                    .withDrain(Duration.ofSeconds(1))
                                    .withStop(Duration.ofMillis(50))))
            .build();
    return FakePit.start(config, adapter);
  }

  private CompletionStage<Worker> open(OpenRequest request, BiConsumer<FakeWorker, Worker> spoil) {
    return sound.open(request).thenApply(worker -> spoilFirst((FakeWorker) worker, spoil));
  }

  private Worker spoilFirst(FakeWorker worker, BiConsumer<FakeWorker, Worker> spoil) {
    if (opened.getAndIncrement() > 0) {
      return worker;
    }
    Worker bad = mock(Worker.class, delegatesTo(worker));
    spoil.accept(worker, bad);
    return bad;
  }
}
