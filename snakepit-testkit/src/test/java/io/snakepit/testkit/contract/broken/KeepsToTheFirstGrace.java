package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.Worker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** S7: a worker that is being stopped can't be stopped any sooner. */
final class KeepsToTheFirstGrace extends BrokenAdapter {

  private final Set<Worker> stopping = ConcurrentHashMap.newKeySet();

  KeepsToTheFirstGrace(Adapter good) {
    super(good);
  }

  @Override
  void stop(Worker worker, Duration grace) {
    if (stopping.add(worker)) {
      super.stop(worker, grace);
    }
  }
}
