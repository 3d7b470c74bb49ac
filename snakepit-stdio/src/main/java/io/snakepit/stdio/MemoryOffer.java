package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snakepit.wire.WireException;
import java.nio.ByteBuffer;

/**
 * Where a worker has memory to share.
 *
 * @param pid the worker's process, as it sees itself
 * @param descriptor where that process has it open
 * @param eachWay bytes of each half
 * @param name what it was called before its name was taken away
 */
record MemoryOffer(long pid, long descriptor, long eachWay, String name) {

  private static final int HEAD = 8 + 4 + 4;

  /** Reads a MEMORY_OFFER. */
  static MemoryOffer of(Frame frame) throws WireException {
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
