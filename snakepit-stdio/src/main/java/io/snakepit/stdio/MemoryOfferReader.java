package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snakepit.wire.MemoryOffer;
import io.snakepit.wire.WireException;
import java.nio.ByteBuffer;

/** Reads MEMORY_OFFER frames. */
final class MemoryOfferReader {

  private static final int HEAD = 8 + 4 + 4;

  private MemoryOfferReader() {}

  static MemoryOffer read(Frame frame) throws WireException {
    ByteBuffer content = frame.payload().body();
    if (content.remaining() < HEAD) {
      throw new WireException("a MEMORY_OFFER without its head");
    }
    long pid = content.getLong();
    long descriptor = Integer.toUnsignedLong(content.getInt());
    long eachWay = Integer.toUnsignedLong(content.getInt());
    return new MemoryOffer(pid, descriptor, eachWay, UTF_8.decode(content).toString());
  }
}
