package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.nio.ByteBuffer;

/** S8: what is larger than 64 KiB loses its last byte. */
final class CutsLargePayloads extends BrokenAdapter {

  CutsLargePayloads(Adapter good) {
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
            super.onItem(
                new Payload(item.body(), item.attachments().stream().map(this::cut).toList()));
          }

          private ByteBuffer cut(ByteBuffer bytes) {
            int size = bytes.remaining();
            return size > 1 << 16 ? bytes.slice(bytes.position(), size - 1) : bytes;
          }
        });
  }
}
