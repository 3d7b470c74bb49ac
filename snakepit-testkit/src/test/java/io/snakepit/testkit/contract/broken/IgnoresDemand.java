package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;

/** S5: a stream gets all the credit there is, at once. */
final class IgnoresDemand extends BrokenAdapter {

  IgnoresDemand(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    return worker.begin(
        head.stream() ? Heads.withCredit(head, Integer.MAX_VALUE) : head, arguments, listener);
  }
}
