package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;

/** S13: asked what a worker is, it waits for what only the worker's end would bring. */
final class WaitsInInfo extends BrokenAdapter {

  WaitsInInfo(Adapter good) {
    super(good);
  }

  @Override
  WorkerInfo info(Worker worker) {
    worker.lost().toCompletableFuture().join();
    return worker.info();
  }
}
