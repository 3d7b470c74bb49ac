package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;

/** S14: a nested call waits behind the call that waits for it. */
final class QueuesNestedCalls extends BrokenAdapter {

  QueuesNestedCalls(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    return worker.begin(Heads.withParent(head, 0), arguments, listener);
  }
}
