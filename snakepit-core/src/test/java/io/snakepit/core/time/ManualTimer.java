package io.snakepit.core.time;

import java.time.Duration;

/** A clock that is turned by hand; runs one task at a time, when its time has come. */
public final class ManualTimer implements Timer {

  private long now;
  private long due = NEVER;
  private Runnable next = () -> {};

  public void turn(Duration time) {
    long end = now + time.toNanos();
    while (due <= end) {
      now = due;
      due = NEVER;
      next.run();
    }
    now = end;
  }

  /** Whether a task waits. */
  public boolean isSet() {
    return due != NEVER;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Scheduled schedule(long delayNanos, Runnable task) {
    due = now + delayNanos;
    next = task;
    return () -> due = NEVER;
  }

  @Override
  public void close() {}
}
