package io.snakepit.stdio;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame to be written, once.
 *
 * @param parts its bytes, each buffer from position to limit; writing moves the positions
 * @param size bytes in all parts
 * @param whenWritten runs when the last byte was handed to the operating system; doesn't block;
 *     null for nothing
 */
record OutgoingFrame(List<ByteBuffer> parts, long size, @Nullable Runnable whenWritten) {

  OutgoingFrame(List<ByteBuffer> parts, long size) {
    this(parts, size, null);
  }

  OutgoingFrame whenWritten(Runnable action) {
    return new OutgoingFrame(parts, size, action);
  }

  /**
   * Moves as many of the bytes as there is room for.
   *
   * @return whether that was the rest
   */
  boolean moveTo(ByteBuffer target) {
    for (ByteBuffer part : parts) {
      int count = Math.min(part.remaining(), target.remaining());
      target.put(target.position(), part, part.position(), count);
      target.position(target.position() + count);
      part.position(part.position() + count);
      if (part.hasRemaining()) {
        return false;
      }
    }
    return true;
  }
}
