package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;

/** S1: calls that are open when their worker dies are never heard of again. */
final class ForgetsCallsOfTheDead extends BrokenAdapter {

  ForgetsCallsOfTheDead(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    return worker.begin(
        head,
        arguments,
        new ForwardingListener(listener) {
          @Override
          public void onFailure(Failure failure) {
            if (failure.kind() != Failure.Kind.LOST) {
              super.onFailure(failure);
            }
          }
        });
  }
}
