package io.snakepit.wire;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells when nothing more is to be expected of a worker that is gone, though somebody else holds
 * its pipe or socket open, so that its input has no end.
 *
 * <p>It is counted in short waits and not taken from a clock. While the JVM stands still, or while
 * a reader passes on what it has read, there may be more to read: given up then, a call that the
 * worker has carried out would be taken for one that it never began, and be made again.
 */
final class Silence {

  /** How long a wait is. */
  static final long WAIT_NANOS = MILLISECONDS.toNanos(10);

  /** After so many waits in which nothing came there is nothing. */
  private static final int ENOUGH = 20;

  /** So many waits, if who holds it open goes on writing. */
  private static final int MOST = 100;

  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();

  // Of who waits.
  private long seen = -1;
  private int silent;
  private int waits;

  /** What was read is about to be passed on; by one thread at a time. */
  void inputBegins() {
    begun.incrementAndGet();
  }

  /** It has been passed on. */
  void inputEnds() {
    ended.incrementAndGet();
  }

  /** Whether it has lasted long enough; to be asked after each wait. */
  boolean isEnoughAfterWait() {
    long over = ended.get();
    long inputs = begun.get();
    if (over == inputs) {
      silent = inputs == seen ? silent + 1 : 0;
      seen = inputs;
      waits++;
    }
    return silent >= ENOUGH || waits >= MOST;
  }
}
