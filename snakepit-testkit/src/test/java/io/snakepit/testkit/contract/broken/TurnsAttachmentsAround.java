package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** S8: attachments arrive in the opposite order. */
final class TurnsAttachmentsAround extends BrokenAdapter {

  TurnsAttachmentsAround(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    return worker.begin(
        head,
        arguments,
        new ForwardingListener(listener) {
          @Override
          public void onItem(Payload item) {
            List<ByteBuffer> attachments = new ArrayList<>(item.attachments());
            Collections.reverse(attachments);
            super.onItem(new Payload(item.body(), attachments));
          }
        });
  }
}
