package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an adapter forgot to give is named, and not the place where it was missed. */
@Timeout(60)
class UnfitAdapterTest {

  private final FakeAdapter sound = FakeAdapter.of(new FakeTools());
  private final Adapter unfit = mock(Adapter.class, delegatesTo(sound));

  @Test
  void capabilities() {
    doReturn(null).when(unfit).capabilities();

    assertThatThrownBy(this::start)
        .isInstanceOf(SnakepitException.class)
        .hasMessageContaining("adapter 'fake' can't be used: its capabilities are null");
  }

  @Test
  void availability() {
    doReturn(null).when(unfit).availability();
    assertUnusable("its availability is null");
  }

  @Test
  void aWorkerSide() {
    doReturn(null).when(unfit).workerSide(any());
    assertUnusable("its worker side is null, not empty");
  }

  @Test
  void aWire() {
    doThrow(new IllegalStateException("no idea")).when(unfit).wire();
    assertUnusable("asking it failed: java.lang.IllegalStateException: no idea");
  }

  @Test
  void options() {
    doThrow(new IllegalStateException("no idea")).when(unfit).options();
    assertUnusable("asking it failed: java.lang.IllegalStateException: no idea");
  }

  private void assertUnusable(String reason) {
    assertThatThrownBy(this::start)
        .isInstanceOf(SnakepitException.class)
        .hasMessageContaining("adapter 'fake' can't be used: " + reason);
  }

  @Test
  void aWorker() {
    doReturn(CompletableFuture.completedFuture(null)).when(unfit).open(any());

    assertThatThrownBy(this::start)
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("its adapter gave no worker");
  }

  @Test
  void whatAWorkerIs() {
    doAnswer(
            open ->
                sound
                    .open(open.<OpenRequest>getArgument(0))
                    .thenApply(
                        worker -> {
                          Worker silent = mock(Worker.class, delegatesTo(worker));
                          doReturn(null).when(silent).info();
                          return silent;
                        }))
        .when(unfit)
        .open(any());

    assertThatThrownBy(this::start)
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("its adapter gave a worker without info");
  }

  @Test
  void aNameThatPoolsCanAskFor() {
    doReturn("Two Words").when(unfit).name();

    assertThatThrownBy(this::start)
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("no pool can ask for the adapter 'Two Words'");
  }

  private void start() {
    SnakepitConfig config =
        SnakepitConfig.builder().pool("default", pool -> pool.runtime("fake")).build();
    FakePit.start(config, unfit).close();
  }
}
