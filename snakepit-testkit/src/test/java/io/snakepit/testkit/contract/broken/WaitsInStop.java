package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** S13: a stop waits until the worker is gone. */
final class WaitsInStop extends BrokenAdapter {

  /** Longer than the tests wait for it, but not as long as their graces. */
  private static final long SECONDS = 35;

  WaitsInStop(Adapter good) {
    super(good);
  }

  @Override
  void stop(Worker worker, Duration grace) {
    super.stop(worker, grace);
    CompletableFuture<WorkerLoss> gone = new CompletableFuture<>();
    worker.lost().thenAccept(gone::complete);
    gone.completeOnTimeout(
            new WorkerLoss(WorkerLoss.Kind.STOPPED, "waited long enough", null),
            SECONDS,
            TimeUnit.SECONDS)
        .join();
  }
}
