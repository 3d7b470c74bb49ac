package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;

/** S12: the worker's own words are replaced by nothing. */
final class SwallowsErrors extends BrokenAdapter {

  SwallowsErrors(Adapter good) {
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
            super.onFailure(
                failure.kind() == Failure.Kind.REMOTE ? Failure.remote(Payload.EMPTY) : failure);
          }
        });
  }
}
