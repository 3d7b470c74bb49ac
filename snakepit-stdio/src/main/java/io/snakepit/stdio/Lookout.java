package io.snakepit.stdio;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Looks for a moment whether another thread has read the reply: that spares it to wake the caller,
 * and both the time. Safe for use by several threads: one looks, the others are to sleep.
 */
final class Lookout {

  private final ReentrantLock looking = new ReentrantLock();
  private final Spin spin;

  Lookout(Spin spin) {
    this.spin = spin;
  }

  /** Looks, for {@code nanos} at most, and tells what {@code done} said last. */
  boolean look(BooleanSupplier done, long nanos) {
    if (!done.getAsBoolean() && looking.tryLock()) {
      try {
        if (spin.begin()) {
          lookAgainAndAgain(done, Math.min(nanos, Spin.NANOS));
        }
      } finally {
        looking.unlock();
      }
    }
    return done.getAsBoolean();
  }

  private void lookAgainAndAgain(BooleanSupplier done, long nanos) {
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
}
