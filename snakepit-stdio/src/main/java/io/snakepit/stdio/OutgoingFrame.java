package io.snakepit.stdio;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A frame to be written.
 *
 * @param parts its bytes, each buffer from position to limit; writing moves the positions
 * @param size bytes in all parts
 * @param whenWritten runs when the last byte was handed to the operating system; doesn't block
 */
record OutgoingFrame(List<ByteBuffer> parts, long size, Runnable whenWritten) {

  OutgoingFrame(List<ByteBuffer> parts, long size) {
    this(parts, size, () -> {});
  }

  OutgoingFrame whenWritten(Runnable action) {
    return new OutgoingFrame(parts, size, action);
  }
}
