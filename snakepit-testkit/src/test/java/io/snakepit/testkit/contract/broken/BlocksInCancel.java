package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.util.concurrent.CountDownLatch;

/** S3: a cancel waits until the code has stopped. */
final class BlocksInCancel extends BrokenAdapter {

  BlocksInCancel(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    CountDownLatch settled = new CountDownLatch(1);
    Exchange exchange =
        worker.begin(
            head,
            arguments,
            new ForwardingListener(listener) {
              @Override
              public void onSettled() {
                super.onSettled();
                settled.countDown();
              }
            });
    return new ForwardingExchange(exchange) {
      @Override
      public void cancel() {
        super.cancel();
        try {
          settled.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }
}
