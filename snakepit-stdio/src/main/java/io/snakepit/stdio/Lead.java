package io.snakepit.stdio;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who reads from a worker: its I/O thread, or a caller that drives. Whoever reads has the lead.
 *
 * <p>One caller after the other is to cost no thread a wake-up. So the I/O thread doesn't come back
 * as soon as a driver has gone: it lingers, and only when nobody has driven for a while does it
 * take the lead, to notice a worker that dies or logs on its own. It comes at once when something
 * is to be read or written that nobody drives for. A driver that meets the I/O thread in the lead
 * sends it away, unless it is needed there, and waits for that if it is quickly done; one that
 * meets another driver leaves.
 */
final class Lead {

  /** How long the I/O thread leaves the lead alone after a driver has used it. */
  private static final long LINGER_NANOS = MILLISECONDS.toNanos(10);

  /** How long a driver waits for the I/O thread to step back. */
  private static final long HANDOVER_NANOS = MILLISECONDS.toNanos(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final BooleanSupplier needed;
  private final @Nullable Runnable wakeup;

  private volatile boolean driven;
  private volatile boolean ioThreadLeads;
  private volatile boolean stepBack;
  private volatile boolean closed;

  /** The I/O thread sleeps until somebody wakes it, not just for a while. */
  private volatile boolean asleep;

  /** When a driver left last. */
  private volatile long drivenAt = System.nanoTime() - LINGER_NANOS;

  private volatile @Nullable Thread ioThread;

  /**
   * Creates it.
   *
   * @param needed whether the I/O thread must have the lead at once
   * @param wakeup makes who waits for input return; null where that takes longer than to have the
   *     I/O thread step back by itself, after what it reads next
   */
  Lead(BooleanSupplier needed, @Nullable Runnable wakeup) {
    this.needed = needed;
    this.wakeup = wakeup;
  }

  /** Called first of all, by the I/O thread. */
  void beIoThread() {
    ioThread = Thread.currentThread();
  }

  /** Takes the lead for the I/O thread when it is due, or when all is closed. */
  void awaitTurn() {
    while (!closed && !needed.getAsBoolean()) {
      long wait = drivenAt + LINGER_NANOS - System.nanoTime();
      if (driven) {
        sleepWhileDriven();
      } else if (wait > 0) {
        LockSupport.parkNanos(this, wait);
      } else {
        break;
      }
    }
    stepBack = false; // before the lock is waited for: who sees it taken asks, and waits
    lock.lock();
    ioThreadLeads = true;
  }

  /** Whether the I/O thread is to go on. */
  boolean keeps() {
    return !closed && (!stepBack || needed.getAsBoolean());
  }

  /** The I/O thread gives the lead back. */
  void endTurn() {
    ioThreadLeads = false;
    drivenAt = System.nanoTime();
    lock.unlock();
  }

  /** A driver will come soon: the I/O thread had better be gone by then. */
  void expectDriver() {
    if (ioThreadLeads && !needed.getAsBoolean()) {
      sendAway();
    }
  }

  /** The I/O thread may be needed. */
  void attend() {
    if (!ioThreadLeads && !driven) {
      LockSupport.unpark(ioThread);
    }
  }

  /** Tries to take the lead for a driver, for a short while at most. */
  boolean enter(long nanos) {
    // Who is called back while reading must not read again inside.
    if (closed || lock.isHeldByCurrentThread() || !tryLock(nanos)) {
      return false;
    }
    driven = true;
    return true;
  }

  /** A driver gives the lead back. */
  void leave() {
    driven = false;
    drivenAt = System.nanoTime();
    lock.unlock();
    if (asleep || needed.getAsBoolean()) {
      LockSupport.unpark(ioThread);
    }
  }

  /** Makes everybody go, but for who waits for input: that one has to be woken as well. */
  void close() {
    closed = true;
    LockSupport.unpark(ioThread);
  }

  private boolean tryLock(long nanos) {
    if (lock.tryLock()) {
      return true;
    }
    if (driven || needed.getAsBoolean()) {
      return false;
    }
    if (!sendAway()) {
      return false;
    }
    try {
      return lock.tryLock(Math.min(nanos, HANDOVER_NANOS), NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Has the I/O thread step back; tells whether that is worth waiting for. */
  private boolean sendAway() {
    stepBack = true;
    if (wakeup == null) {
      return false;
    }
    wakeup.run();
    return true;
  }

  private void sleepWhileDriven() {
    asleep = true;
    if (driven && !closed && !needed.getAsBoolean()) {
      LockSupport.park(this);
    }
    asleep = false;
  }
}
