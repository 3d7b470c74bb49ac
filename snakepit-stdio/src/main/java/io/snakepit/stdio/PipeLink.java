package io.snakepit.stdio;

import io.snakepit.spi.WorkerProcess;
import io.snakepit.wire.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Frames over a worker's stdin and stdout. A read of a pipe can't be woken, so one thread does all
 * the reading; who drives can only look whether it has read the reply.
 */
final class PipeLink implements Link {

  private static final int CHUNK = 64 << 10;

  private final String worker;
  private final InputStream input;
  private final PipeWriter writer;
  private final Inbound inbound;

  /** Of who drives: one looks, the others sleep. */
  private final ReentrantLock looking = new ReentrantLock();

  private final Spin spin;

  PipeLink(String worker, WorkerProcess process, Inbound inbound) {
    this(worker, process, inbound, new Spin());
  }

  PipeLink(String worker, WorkerProcess process, Inbound inbound, Spin spin) {
    this.worker = worker;
    this.spin = spin;
    this.inbound = inbound;
    this.input = process.stdout();
    this.writer = new PipeWriter(worker, process.stdin(), inbound);
  }

  @Override
  public void start() {
    Threads.make(worker, "io", this::read).start();
  }

  @Override
  public long send(OutgoingFrame frame) {
    return writer.send(frame);
  }

  @Override
  public int waiting() {
    return writer.waiting();
  }

  @Override
  public void hasRead(long place) {
    writer.hasRead(place);
  }

  /** Looks for a moment: that spares the reading thread to wake the caller, and both the time. */
  @Override
  public boolean drive(BooleanSupplier done, long nanos) {
    if (!done.getAsBoolean() && looking.tryLock()) {
      try {
        if (spin.begin()) {
          look(done, Math.min(nanos, Spin.NANOS));
        }
      } finally {
        looking.unlock();
      }
    }
    return done.getAsBoolean();
  }

  private void look(BooleanSupplier done, long nanos) {
    long end = System.nanoTime() + nanos;
    boolean found = false;
    try {
      do {
        Thread.onSpinWait();
        found = done.getAsBoolean();
      } while (!found && System.nanoTime() - end < 0);
    } finally {
      spin.end(found);
    }
  }

  /**
   * Closes the output. The input is closed by the thread that reads it, at its end: closing it here
   * wouldn't wake that thread, and its descriptor could then be another file's.
   */
  @Override
  public void close() {
    writer.close();
  }

  private void read() {
    try (InputStream in = input) {
      byte[] chunk = new byte[CHUNK];
      int count;
      while ((count = in.read(chunk)) >= 0) {
        inbound.onBytes(ByteBuffer.wrap(chunk, 0, count));
      }
      inbound.onEndOfStream(null);
    } catch (IOException e) {
      inbound.onEndOfStream(e);
    }
  }
}
