package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerLoss;
import java.util.concurrent.CompletionStage;

/** S12: a lost worker doesn't say why. */
final class DiesWithoutAReason extends BrokenAdapter {

  DiesWithoutAReason(Adapter good) {
    super(good);
  }

  @Override
  CompletionStage<WorkerLoss> lost(Worker worker) {
    return worker.lost().thenApply(loss -> new WorkerLoss(loss.kind(), "", null));
  }
}
