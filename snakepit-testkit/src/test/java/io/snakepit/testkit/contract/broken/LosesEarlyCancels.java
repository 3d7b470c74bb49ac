package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.util.concurrent.atomic.AtomicBoolean;

/** S3: a cancel that comes before the call has said that it starts is forgotten. */
final class LosesEarlyCancels extends BrokenAdapter {

  LosesEarlyCancels(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    AtomicBoolean started = new AtomicBoolean(!head.announce());
    Exchange exchange =
        worker.begin(
            head,
            arguments,
            new ForwardingListener(listener) {
              @Override
              public void onStarted() {
                started.set(true);
                super.onStarted();
              }
            });
    return new ForwardingExchange(exchange) {
      @Override
      public void cancel() {
        if (started.get()) {
          super.cancel();
        }
      }
    };
  }
}
