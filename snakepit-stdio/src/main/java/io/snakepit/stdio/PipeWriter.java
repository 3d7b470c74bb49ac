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
 * it has reacted to; anything else goes through a thread that may block.
 */
final class PipeWriter {

  /** What every pipe holds, however short of memory for pipes the user is. */
  private static final int SAFE_BYTES = 4 << 10;

  private static final int CHUNK = 64 << 10;
  private static final Logger LOGGER = LoggerFactory.getLogger(PipeWriter.class);

  private final String worker;
  private final OutputStream output;
  private final Inbound inbound;

  // Under this object's monitor.
  private final ArrayDeque<OutgoingFrame> queue = new ArrayDeque<>();
  private @Nullable Thread thread;
  private long sent;
  private long read;
  private boolean threadWrites;
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

  synchronized long send(OutgoingFrame frame) {
    if (closed) {
      return sent;
    }
    sent += frame.size();
    if (!threadWrites && queue.isEmpty() && sent - read <= SAFE_BYTES) {
      try {
        write(frame);
      } catch (IOException e) {
        fail(e);
      }
    } else {
      queue.add(frame);
      wakeThread();
    }
    return sent;
  }

  /** Closes the pipe, unless the thread is about to write: it then does so itself. */
  synchronized void close() {
    closed = true;
    queue.clear();
    notifyAll();
    if (!threadWrites) {
      closeOutput();
    }
  }

  private void wakeThread() {
    if (thread == null) {
      thread = Threads.make(worker, "out", this::writeQueued);
      thread.start();
    }
    notifyAll();
  }

  private void writeQueued() {
    try {
      OutgoingFrame frame;
      while ((frame = next()) != null) {
        write(frame);
      }
    } catch (IOException e) {
      synchronized (this) {
        threadWrites = false;
        fail(e);
      }
    }
  }

  /** Ends the last write and waits for a frame; null when closed. */
  private synchronized @Nullable OutgoingFrame next() {
    threadWrites = false;
    while (queue.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Nobody has a reason to interrupt this thread; close() ends it.
        LOGGER.debug("interrupted while waiting for something to write to {}", worker, e);
      }
    }
    if (closed) {
      closeOutput();
      return null;
    }
    threadWrites = true;
    return queue.poll();
  }

  private void write(OutgoingFrame frame) throws IOException {
    for (ByteBuffer part : frame.parts()) {
      if (part.hasArray()) {
        int offset = part.arrayOffset() + part.position();
        output.write(part.array(), offset, part.remaining());
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
    boolean unexpected = !closed;
    close();
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
