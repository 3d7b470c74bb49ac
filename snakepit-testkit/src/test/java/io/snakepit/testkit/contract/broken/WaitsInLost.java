package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerLoss;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** S13: who asks for a worker's end waits for it. */
final class WaitsInLost extends BrokenAdapter {

  WaitsInLost(Adapter good) {
    super(good);
  }

  @Override
  CompletionStage<WorkerLoss> lost(Worker worker) {
    return CompletableFuture.completedStage(worker.lost().toCompletableFuture().join());
  }
}
