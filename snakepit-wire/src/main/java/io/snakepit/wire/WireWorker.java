package io.snakepit.wire;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A worker that has said hello. */
final class WireWorker implements Worker {

  private final WorkerInfo info;
  private final WireConnection<?> connection;

  WireWorker(WorkerInfo info, WireConnection<?> connection) {
    this.info = info;
    this.connection = connection;
  }

  @Override
  public WorkerInfo info() {
    return info;
  }

  @Override
  public Exchange begin(CallHead head, Payload arguments, ExchangeListener listener) {
    return connection.begin(head, arguments, listener);
  }

  @Override
  public CompletionStage<Void> probe() {
    return connection.probe().ask();
  }

  @Override
  public void stop(Duration grace) {
    connection.stop(grace);
  }

  @Override
  public CompletionStage<WorkerLoss> lost() {
    return connection.ending().lost();
  }
}
