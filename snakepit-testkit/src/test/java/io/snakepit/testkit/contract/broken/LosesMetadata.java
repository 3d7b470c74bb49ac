package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;

/** S8: the metadata doesn't travel. */
final class LosesMetadata extends BrokenAdapter {

  LosesMetadata(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    return worker.begin(Heads.withoutMetadata(head), arguments, listener);
  }
}
