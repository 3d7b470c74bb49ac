package io.snakepit.stdio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;

/**
 * Writes frames to a non-blocking channel: as much as it takes, on the thread that sends; the rest
 * when whoever reads finds that there is room again. Safe for use by several threads.
 *
 * <p>All bytes pass through one direct buffer. Handed an array, the JDK would copy it to a direct
 * buffer as well, but to one for each thread that ever writes, as large as what it wrote.
 */
final class SocketWriter {

  private static final int CHUNK = 128 << 10;

  private final WritableByteChannel channel;

  // Under this object's monitor.
  private final ArrayDeque<OutgoingFrame> queue = new ArrayDeque<>();
  private final ArrayDeque<Written> actions = new ArrayDeque<>();
  private final ByteBuffer staged = ByteBuffer.allocateDirect(CHUNK).limit(0);
  private long sent;
  private long written;
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
      Runnable action = frame.whenWritten();
      if (action != null) {
        actions.add(new Written(sent, action));
      }
    }
    return sent;
  }

  /** Writes what can be written now. */
  synchronized void flush() throws IOException {
    while (staged.hasRemaining() || stage()) {
      written += channel.write(staged);
      runActions();
      if (staged.hasRemaining()) {
        blocked = true;
        return;
      }
    }
    blocked = false;
  }

  /** How many frames have yet to be written. */
  synchronized int waiting() {
    return queue.size();
  }

  boolean isBlocked() {
    return blocked;
  }

  /** Drops what waits, and all that comes. */
  synchronized void close() {
    closed = true;
    blocked = false;
    queue.clear();
    actions.clear();
    staged.limit(staged.position());
  }

  /** Fills the buffer from the queue, with the end of one frame and the next ones if it may be. */
  private boolean stage() {
    staged.clear();
    OutgoingFrame frame;
    while (staged.hasRemaining() && (frame = queue.peek()) != null) {
      if (frame.moveTo(staged)) {
        queue.remove();
      }
    }
    return staged.flip().hasRemaining();
  }

  private void runActions() {
    Written next;
    while ((next = actions.peek()) != null && next.place <= written) {
      actions.remove().action.run();
    }
  }

  /** What to do when the output has come to a place. */
  private record Written(long place, Runnable action) {}
}
