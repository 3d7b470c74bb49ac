package io.snakepit.stdio;

import io.snakepit.wire.Threads;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.function.BooleanSupplier;

/** Callers that wait read by themselves; between them, and for others, a thread of its own does. */
final class LedReading implements Reading {

  private final String worker;
  private final Source source;
  private final Inbound inbound;
  private final Lead lead;
  private final Lookout lookout;

  /** Of who drives. */
  private final Spin spin;

  /** Nothing more is to be read. */
  private volatile boolean over;

  /**
   * Creates it.
   *
   * @param lead among those that read from the source
   * @param spin for who reads, and for who looks on
   */
  LedReading(String worker, Source source, Inbound inbound, Lead lead, Spin spin) {
    this.worker = worker;
    this.source = source;
    this.inbound = inbound;
    this.lead = lead;
    this.spin = spin;
    this.lookout = new Lookout(spin.another());
  }

  @Override
  public void start() {
    Threads.make(worker, "io", this::readWhenDue).start();
  }

  @Override
  public void expectDriver() {
    lead.expectDriver();
  }

  @Override
  public void attend() {
    lead.attend();
  }

  boolean isOver() {
    return over;
  }

  @Override
  public boolean drive(BooleanSupplier done, long nanos) {
    long deadline = System.nanoTime() + nanos;
    if (done.getAsBoolean()) {
      return true;
    }
    if (!lead.enter(nanos)) {
      return lookout.look(done, nanos);
    }
    try {
      long left = nanos;
      while (!done.getAsBoolean() && !over && left > 0 && !Thread.currentThread().isInterrupted()) {
        if (!spin.begin() || !spin(Math.min(left, Spin.NANOS))) {
          read(left);
        }
        left = deadline - System.nanoTime();
      }
    } finally {
      lead.leave();
    }
    return done.getAsBoolean();
  }

  @Override
  public void close() {
    over = true;
    source.wakeUp();
    lead.close();
  }

  private void readWhenDue() {
    lead.beIoThread();
    boolean last = false;
    while (!last) {
      lead.awaitTurn();
      try {
        while (!over && lead.keeps()) {
          // With this flag set, waiting would return at once again and again.
          Thread.interrupted();
          read(Source.FOREVER);
        }
        last = over; // looked at once: a turn after which it ends has to close the source
        if (last) {
          source.close();
        }
      } finally {
        lead.endTurn();
      }
    }
  }

  private void read(long nanos) {
    try {
      source.await(nanos);
    } catch (IOException e) {
      end(e);
    } catch (RuntimeException | Error e) {
      end(new IOException(e)); // what was read is lost, and so would be the thread that reads
    }
  }

  /** Reads as soon as something comes within a moment. */
  private boolean spin(long nanos) {
    long end = System.nanoTime() + nanos;
    boolean found = false;
    try {
      do {
        found = source.poll();
        Thread.onSpinWait();
      } while (!found && !over && !source.mustAwait() && System.nanoTime() - end < 0);
    } catch (IOException e) {
      end(e);
    } catch (RuntimeException | Error e) {
      end(new IOException(e));
    } finally {
      spin.end(found);
    }
    return found;
  }

  private void end(IOException how) {
    boolean isNews = !over && !(how instanceof ClosedChannelException);
    over = true;
    if (isNews) {
      inbound.onEndOfStream(how instanceof EOFException ? null : how);
    }
  }
}
