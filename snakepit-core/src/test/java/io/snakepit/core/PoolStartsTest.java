package io.snakepit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.snakepit.api.Pool;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.WorkerStartException;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeOpening;
import io.snakepit.testkit.fake.FakeTools;
import java.util.List;
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

    assertThat(ready.workers()).isEmpty();
  }

  @Test
  void othersThatFailMeanwhileAreTold() {
    CompletableFuture<Void> first = new CompletableFuture<>();
    FakeOpening second =
        request -> {
          first.completeExceptionally(new WorkerOpenException("no such model", null));
          return FakeOpening.refuse("it is broken").begin(request);
        };

    assertThatThrownBy(
            () -> start(adapter("texts", FakeOpening.after(first)), adapter("images", second)))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageStartingWith("pool 'texts': can't start: no such model")
        .satisfies(
            told ->
                assertThat(told.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .singleElement(STRING)
                    .startsWith("pool 'images': can't start: it is broken"));
  }

  @Test
  void anInterruptionEndsThemAll() {
    FakeAdapter ready = fake(FakeOpening.atOnce());
    Thread starter = Thread.currentThread();
    FakeOpening interrupting =
        request -> {
          starter.interrupt();
          return new CompletableFuture<>();
        };

    assertThatThrownBy(
            () ->
                start(
                    new NamedAdapter("ready", ready),
                    adapter("slow", FakeOpening.never()),
                    adapter("last", interrupting)))
        .isInstanceOf(WorkerStartException.class)
        .hasMessage("the thread that started pool 'slow' and pool 'last' was interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ready.workers()).isEmpty();
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
