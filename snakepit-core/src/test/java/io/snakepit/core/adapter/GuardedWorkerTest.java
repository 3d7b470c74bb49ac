package io.snakepit.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.time.ManualTimer;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long the core keeps an eye on a worker. */
class GuardedWorkerTest {

  private static final WorkerLoss LOSS =
      new WorkerLoss(WorkerLoss.Kind.GONE, "the worker is gone", null);

  private final ManualTimer timer = new ManualTimer();
  private final Worker spi = mock(Worker.class);
  private final LaunchedProcess process = mock(LaunchedProcess.class);
  private final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
  private final CompletableFuture<WorkerLoss> lost = new CompletableFuture<>();

  @BeforeEach
  void aWorkerWithAProcess() {
    when(spi.lost()).thenReturn(lost);
    when(process.exit()).thenReturn(exit);
  }

  private GuardedWorker worker() {
    GuardedWorker worker =
        new GuardedWorker(
            spi,
            mock(WorkerInfo.class),
            new AdapterCall.Target(mock(Adapter.class), "fake", "w-1"),
            process,
            timer,
            new AdapterCalls(Runnable::run, timer));
    worker.watch();
    return worker;
  }

  @Test
  void nothingWaitsForAWorkerThatStoppedInTime() {
    worker().stop(Duration.ofHours(1));
    assertThat(timer.isSet()).isTrue();

    lost.complete(LOSS);

    assertThat(timer.isSet()).isFalse();
  }

  @Test
  void nothingWaitsForAWorkerWhoseEndIsKnownWhenItsProcessHasEnded() {
    worker();
    lost.complete(LOSS);

    exit.complete(new ProcessExit(OptionalInt.of(0), null));

    assertThat(timer.isSet()).isFalse();
  }

  @Test
  void aWorkerWhoseEndItsAdapterDoesNotTellHasOneWhenItsProcessHas() {
    GuardedWorker worker = worker();

    exit.complete(new ProcessExit(OptionalInt.of(0), null));
    timer.turn(AdapterCalls.PATIENCE);

    assertThat(worker.lost().toCompletableFuture()).isCompleted();
    assertThat(timer.isSet()).isFalse();
  }
}
