package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.util.concurrent.atomic.AtomicBoolean;

/** S2: a cancelled call fails and settles at once, though its code runs on. */
final class SettlesWhenCancelled extends BrokenAdapter {

  SettlesWhenCancelled(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    AtomicBoolean hasOutcome = new AtomicBoolean();
    AtomicBoolean hasSettled = new AtomicBoolean();
    ExchangeListener once =
        new ForwardingListener(listener) {
          @Override
          public void onComplete() {
            if (hasOutcome.compareAndSet(false, true)) {
              super.onComplete();
            }
          }

          @Override
          public void onFailure(Failure failure) {
            if (hasOutcome.compareAndSet(false, true)) {
              super.onFailure(failure);
            }
          }

          @Override
          public void onSettled() {
            if (hasSettled.compareAndSet(false, true)) {
              super.onSettled();
            }
          }
        };
    return new ForwardingExchange(worker.begin(head, arguments, once)) {
      @Override
      public void cancel() {
        once.onFailure(Failure.remote(Payload.EMPTY));
        once.onSettled();
        super.cancel();
      }
    };
  }
}
