package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.Worker;
import java.time.Duration;

/** S11: a worker that is retired drops what it runs. */
final class RetiresAtOnce extends BrokenAdapter {

  RetiresAtOnce(Adapter good) {
    super(good);
  }

  @Override
  void stop(Worker worker, Duration grace) {
    super.stop(worker, Duration.ZERO);
  }
}
