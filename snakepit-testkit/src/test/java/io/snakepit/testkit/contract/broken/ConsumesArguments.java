package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;

/** S8: the arguments' buffers are used up by sending them. */
final class ConsumesArguments extends BrokenAdapter {

  ConsumesArguments(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    Exchange exchange = worker.begin(head, arguments, listener);
    arguments.body().position(arguments.body().limit());
    return exchange;
  }
}
