package io.snakepit.stdio;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a caller had better look for its reply again and again for a moment than sleep: to be
 * woken on another processor takes longer than many a call. That is only so while replies do come
 * within the moment, and while a processor is left over for the worker.
 *
 * <p>For one thread at a time, but for the count of those that spin.
 */
final class Spin {

  /**
   * About as long as the threads between may take to be woken: the worker's for the call, and over
   * pipes the one that reads for the reply.
   */
  static final long NANOS = 200_000;

  /** After a moment in vain, so many replies are waited for asleep; twice as many each time. */
  private static final int FIRST_REST = 8;

  private static final int LONGEST_REST = 1024;

  private static final AtomicInteger IN_THIS_JVM = new AtomicInteger();

  private final AtomicInteger spinning;
  private final int most;
  private int rest = FIRST_REST;
  private int resting;

  /** For a worker of this JVM: who spins keeps a processor from the workers, which need one too. */
  Spin() {
    this(IN_THIS_JVM, Runtime.getRuntime().availableProcessors() / 2);
  }

  /**
   * Creates it.
   *
   * @param spinning how many spin
   * @param most how many may
   */
  Spin(AtomicInteger spinning, int most) {
    this.spinning = spinning;
    this.most = most;
  }

  /** One for another thread, which competes with this one for the processors. */
  Spin another() {
    return new Spin(spinning, most);
  }

  /** Whether to spin; then {@link #end} must be called. */
  boolean begin() {
    if (resting > 0) {
      resting--;
      return false;
    }
    if (spinning.get() >= most) {
      return false;
    }
    if (spinning.incrementAndGet() > most) {
      spinning.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Ends spinning, which was worth it or not. */
  void end(boolean found) {
    spinning.decrementAndGet();
    if (found) {
      rest = FIRST_REST;
    } else {
      resting = rest;
      rest = Math.min(rest * 2, LONGEST_REST);
    }
  }
}
