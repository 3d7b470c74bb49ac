package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;

/** S8: what the worker offers can't be asked for. */
final class HidesItsTools extends BrokenAdapter {

  HidesItsTools(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    boolean asks = head.tool().equals("$tools");
    return worker.begin(asks ? Heads.withTool(head, "$unknown") : head, arguments, listener);
  }
}
