package io.snakepit.core.generation;

import io.snakepit.core.call.BurstExecutor;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerListener;

/** Receives what isn't of one call. */
final class WorkerSignals implements WorkerListener {

  private final WorkerLog log;
  private final BurstExecutor outcomes;

  WorkerSignals(WorkerLog log, BurstExecutor outcomes) {
    this.log = log;
    this.outcomes = outcomes;
  }

  @Override
  public void onBurst(Runnable delivery) {
    outcomes.burst(delivery);
  }

  @Override
  public void onLog(long call, Payload record) {
    log.onLog(call, record);
  }
}
