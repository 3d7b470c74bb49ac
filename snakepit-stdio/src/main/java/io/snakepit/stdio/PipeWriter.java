package io.snakepit.stdio;

import io.snakepit.wire.Threads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes frames to a pipe without making a caller wait for the worker to read.
 *
 * <p>Java can't ask whether a pipe has room, but a pipe takes at least a page. So a caller writes
 * by itself as long as the worker has not yet read at most that much, which is known from the calls
 * it has reacted to; anything else goes through a thread that may block. A worker may react to what
 * it hasn't read: then a caller waits, until the worker is killed, but nobody waits for the caller.
 */
final class PipeWriter {

  /** What every pipe holds, however short of memory for pipes the user is. */
  private static final int SAFE_BYTES = 4 << 10;

  private static final int CHUNK = 256 << 10;
  private static final Logger LOGGER = LoggerFactory.getLogger(PipeWriter.class);

  private final String worker;
  private final OutputStream output;
  private final Inbound inbound;

  // Under this object's monitor.
  private final ArrayDeque<OutgoingFrame> queue = new ArrayDeque<>();
  private @Nullable Thread thread;
  private long sent;
  private long read;

  /** The thread or a caller is writing, without the monitor. It looks at the queue afterwards. */
  private boolean writing;

  private boolean closed;

  PipeWriter(String worker, OutputStream output, Inbound inbound) {
    this.worker = worker;
    this.output = output;
    this.inbound = inbound;
  }

  synchronized void hasRead(long place) {
    read = Math.max(read, place);
  }

  /** How many frames have yet to be written. */
  synchronized int waiting() {
    return queue.size();
  }

  long send(OutgoingFrame frame) {
    long place;
    OutgoingFrame next;
    synchronized (this) {
      if (closed) {
        return sent;
      }
      sent += frame.size();
      place = sent;
      queue.add(frame);
      next = writing ? null : takeSafe();
    }
    try {
      while (next != null) {
        write(next);
        next = takeNextSafe();
      }
    } catch (IOException e) {
      fail(e);
    }
    return place;
  }

  /** Closes the pipe, unless somebody is writing, who then does so. */
  synchronized void close() {
    closed = true;
    queue.clear();
    notifyAll();
    if (!writing) {
      closeOutput();
    }
  }

  /** Ends the caller's last write and takes another frame that it may write. */
  private synchronized @Nullable OutgoingFrame takeNextSafe() {
    writing = false;
    if (closed) {
      closeOutput();
      return null;
    }
    return takeSafe();
  }

  /** Takes a frame that a caller may write; leaves others to the thread. */
  private @Nullable OutgoingFrame takeSafe() {
    if (queue.isEmpty()) {
      return null;
    }
    if (sent - read > SAFE_BYTES) {
      wakeThread();
      return null;
    }
    writing = true;
    return queue.remove();
  }

  private void wakeThread() {
    if (thread == null) {
      Thread made = Threads.make(worker, "out", this::writeQueued);
      made.start();
      thread = made; // not before: where no thread can be had now, the next frame tries again
    }
    notifyAll();
  }

  private void writeQueued() {
    try {
      OutgoingFrame frame;
      while ((frame = next()) != null) {
        write(frame);
        endWrite();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Waits for a frame; null when closed. */
  private synchronized @Nullable OutgoingFrame next() {
    while ((queue.isEmpty() || writing) && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Nobody has a reason to interrupt this thread; close() ends it.
        LOGGER.debug("interrupted while waiting for something to write to {}", worker, e);
      }
    }
    if (closed) {
      return null;
    }
    writing = true;
    return queue.remove();
  }

  private synchronized void endWrite() {
    writing = false;
    if (closed) {
      closeOutput();
    }
  }

  private void write(OutgoingFrame frame) throws IOException {
    try {
      writeParts(frame);
    } catch (RuntimeException | Error e) { // nothing can follow half a frame
      throw new IOException(e);
    }
  }

  private void writeParts(OutgoingFrame frame) throws IOException {
    for (ByteBuffer part : frame.parts()) {
      if (part.hasArray()) {
        int at = part.arrayOffset() + part.position();
        int end = part.arrayOffset() + part.limit();
        while (at < end) {
          int count = Math.min(end - at, CHUNK);
          output.write(part.array(), at, count);
          at += count;
        }
      } else {
        writeCopied(part);
      }
    }
    output.flush();
    Runnable action = frame.whenWritten();
    if (action != null) {
      action.run();
    }
  }

  private void writeCopied(ByteBuffer part) throws IOException {
    byte[] chunk = new byte[Math.min(part.remaining(), CHUNK)];
    while (part.hasRemaining()) {
      int count = Math.min(part.remaining(), chunk.length);
      part.get(chunk, 0, count);
      output.write(chunk, 0, count);
    }
  }

  private void fail(IOException cause) {
    boolean unexpected;
    synchronized (this) {
      unexpected = !closed;
      writing = false;
      close();
    }
    if (unexpected) {
      inbound.onBrokenOutput(cause);
    }
  }

  private void closeOutput() {
    try {
      output.close();
    } catch (IOException e) {
      LOGGER.debug("closing the input of worker {}", worker, e);
    }
  }
}
