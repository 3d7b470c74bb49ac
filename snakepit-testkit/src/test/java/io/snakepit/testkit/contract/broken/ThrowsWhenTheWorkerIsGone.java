package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;

/** S1: beginning a call on a dead worker is an exception, not an outcome. */
final class ThrowsWhenTheWorkerIsGone extends BrokenAdapter {

  ThrowsWhenTheWorkerIsGone(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    if (worker.lost().toCompletableFuture().isDone()) {
      throw new IllegalStateException("the worker is gone");
    }
    return worker.begin(head, arguments, listener);
  }
}
