package io.snakepit.stdio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;

/**
 * Writes frames to a non-blocking channel: as much as it takes, on the thread that sends; the rest
 * when whoever reads finds that there is room again. Safe for use by several threads.
 */
final class SocketWriter {

  /**
   * The most to offer in one write. The JDK copies an array into a direct buffer of the size it is
   * offered, and keeps that buffer for the thread; a socket takes no more than this at once anyway.
   */
  private static final int CHUNK = 256 << 10;

  private final WritableByteChannel channel;

  // Under this object's monitor.
  private final ArrayDeque<OutgoingFrame> queue = new ArrayDeque<>();
  private long sent;
  private boolean closed;

  /** Something waits for room. */
  private volatile boolean blocked;

  SocketWriter(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** Queues a frame; returns where it ends. To be followed by {@link #flush}. */
  synchronized long add(OutgoingFrame frame) {
    if (!closed) {
      queue.add(frame);
      sent += frame.size();
    }
    return sent;
  }

  /** Writes what can be written now. */
  synchronized void flush() throws IOException {
    OutgoingFrame frame;
    while ((frame = queue.peek()) != null) {
      if (!write(frame)) {
        blocked = true;
        return;
      }
      queue.remove();
      frame.whenWritten().run();
    }
    blocked = false;
  }

  boolean isBlocked() {
    return blocked;
  }

  /** Drops what waits, and all that comes. */
  synchronized void close() {
    closed = true;
    blocked = false;
    queue.clear();
  }

  private boolean write(OutgoingFrame frame) throws IOException {
    for (ByteBuffer part : frame.parts()) {
      while (part.hasRemaining()) {
        if (writeChunk(part) == 0) {
          return false;
        }
      }
    }
    return true;
  }

  private int writeChunk(ByteBuffer part) throws IOException {
    int end = part.limit();
    part.limit(Math.min(end, part.position() + CHUNK));
    try {
      return Interrupts.aside(() -> channel.write(part));
    } finally {
      part.limit(end);
    }
  }
}
