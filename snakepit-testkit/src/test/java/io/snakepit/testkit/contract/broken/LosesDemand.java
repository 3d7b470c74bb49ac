package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;

/** S5: credit beyond the first goes nowhere. */
final class LosesDemand extends BrokenAdapter {

  LosesDemand(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    return new ForwardingExchange(worker.begin(head, arguments, listener)) {
      @Override
      public void request(long items) {}
    };
  }
}
