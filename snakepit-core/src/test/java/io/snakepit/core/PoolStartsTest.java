package io.snakepit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Pool;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.pool.DefaultPool;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OpenRequest;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeOpening;
import io.snakepit.testkit.fake.FakeTools;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several pools start together, and end together when one can't. */
@Timeout(30)
class PoolStartsTest {

  /** Says hello when the worker of the other pool is launched. */
  private record Meeting(CompletableFuture<Void> here, CompletableFuture<Void> there)
      implements FakeOpening {

    @Override
    public CompletionStage<?> begin(OpenRequest request) {
      here.complete(null);
      return there;
    }
  }

  @AfterEach
  void forgetInterruption() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void theyStartSideBySideAndAreReadyTogether() {
    CompletableFuture<Void> texts = new CompletableFuture<>();
    CompletableFuture<Void> images = new CompletableFuture<>();

    try (Snakepit pit =
        start(
            adapter("texts", new Meeting(texts, images)),
            adapter("images", new Meeting(images, texts)))) {

      assertThat(pit.pools())
          .extracting(Pool::name, pool -> pool.workers().size())
          .containsExactly(tuple("texts", 1), tuple("images", 1));
    }
  }

  @Test
  void theFirstThatFailsIsNamedAndEndsTheOthers() {
    FakeAdapter ready = fake(FakeOpening.atOnce());

    assertThatThrownBy(
            () ->
                start(
                    new NamedAdapter("ready", ready),
                    adapter("slow", FakeOpening.never()),
                    adapter("wrong", FakeOpening.refuse("it is broken"))))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageStartingWith("pool 'wrong': can't start: it is broken");

    await().untilAsserted(() -> assertThat(ready.workers()).isEmpty());
  }

  @Test
  void othersThatFailMeanwhileAreTold() {
    CompletableFuture<Object> first = new CompletableFuture<>();
    DefaultPool texts = starting(first);
    DefaultPool images = mock(DefaultPool.class);
    doAnswer(
            start -> {
              first.completeExceptionally(notStarted("no such model"));
              return CompletableFuture.failedFuture(notStarted("it is broken"));
            })
        .when(images)
        .start();
    Map<String, DefaultPool> pools = new LinkedHashMap<>();
    pools.put("texts", texts);
    pools.put("images", images);

    assertThatThrownBy(new PoolStarts(pools)::await)
        .isInstanceOf(WorkerStartException.class)
        .hasMessageStartingWith("pool 'texts': no such model")
        .satisfies(
            told ->
                assertThat(told.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .singleElement(STRING)
                    .startsWith("pool 'images': it is broken"));
  }

  @Test
  void theFailureSaysWhereItsCallerIs() throws Exception {
    WorkerStartException failure =
        CompletableFuture.supplyAsync(() -> notStarted("no such model")).get();

    assertThatThrownBy(
            new PoolStarts(Map.of("only", starting(CompletableFuture.failedFuture(failure))))
                ::await)
        .satisfies(
            told ->
                assertThat(told.getStackTrace())
                    .extracting(StackTraceElement::getMethodName)
                    .contains("theFailureSaysWhereItsCallerIs"));
  }

  @Test
  void othersThatAreClosedForItAreNoFailures() {
    assertThatThrownBy(
            () ->
                start(
                    adapter("slow", FakeOpening.never()),
                    adapter("wrong", FakeOpening.refuse("it is broken"))))
        .satisfies(told -> assertThat(told.getSuppressed()).isEmpty());
  }

  private static WorkerStartException notStarted(String why) {
    return new WorkerStartException(ErrorCode.WORKER_START_FAILED, why, null, null);
  }

  @Test
  void anInterruptionEndsTheWaitForThemAll() {
    DefaultPool last = mock(DefaultPool.class);
    doAnswer(
            start -> {
              Thread.currentThread().interrupt();
              return new CompletableFuture<>();
            })
        .when(last)
        .start();
    Map<String, DefaultPool> pools = new LinkedHashMap<>();
    pools.put("ready", starting(CompletableFuture.completedFuture("a worker")));
    pools.put("slow", starting(new CompletableFuture<>()));
    pools.put("last", last);

    assertThatThrownBy(new PoolStarts(pools)::await)
        .isInstanceOf(WorkerStartException.class)
        .hasMessage("the thread that started pool 'slow' and pool 'last' was interrupted");

    assertThat(Thread.interrupted()).isTrue();
  }

  private static DefaultPool starting(CompletableFuture<?> start) {
    DefaultPool pool = mock(DefaultPool.class);
    doReturn(start).when(pool).start();
    return pool;
  }

  private static FakeAdapter fake(FakeOpening opening) {
    return FakeAdapter.builder(new FakeTools()).opening(opening).build();
  }

  private static NamedAdapter adapter(String name, FakeOpening opening) {
    return new NamedAdapter(name, fake(opening));
  }

  /** A pool of one worker for each adapter, with its name. */
  private static Snakepit start(Adapter... adapters) {
    SnakepitConfig.Builder config = SnakepitConfig.builder();
    for (Adapter adapter : List.of(adapters)) {
      config.pool(adapter.name(), pool -> pool.runtime("fake").adapter(adapter.name()).workers(1));
    }
    return FakePit.start(config.build(), adapters);
  }
}
