package io.snakepit.core.time;

/** Reads the clock and runs short tasks later. Never runs user code. */
public interface Timer extends AutoCloseable {

  /** What {@link #nanoTime()} never reaches: no deadline. */
  long NEVER = Long.MAX_VALUE;

  /** The monotonic clock, from 0 at some moment in the past; never negative. */
  long nanoTime();

  /** Runs a task that doesn't block after a delay. */
  Scheduled schedule(long delayNanos, Runnable task);

  @Override
  void close();

  /** The moment a while from now; {@link #NEVER} when that is too far to count. */
  default long after(long nanos) {
    long at = nanoTime() + nanos;
    return at < 0 ? NEVER : at;
  }

  /** A task that waits for its time. */
  @FunctionalInterface
  interface Scheduled {

    /** Gives it up, unless it has begun. */
    void cancel();
  }
}
