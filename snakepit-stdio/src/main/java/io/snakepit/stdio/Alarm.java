package io.snakepit.stdio;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.snakepit.wire.Reminders;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * Goes off when one who waits has waited long enough. One wait after the other is to cost next to
 * nothing: so there is one reminder for all of them, which is set anew only when a wait is to be
 * over before it, or when it comes and finds somebody waiting still.
 */
final class Alarm {

  private final Runnable goOff;
  private final LongSupplier clock;
  private final Schedule schedule;

  private volatile boolean waiting;

  /** When the wait is to be over, if somebody waits. */
  private volatile long due;

  private volatile boolean reminded;

  /** When the reminder comes. Changed under this object's monitor. */
  private volatile long remindedAt;

  private Future<?> reminder = CompletableFuture.completedFuture(null);

  /**
   * Creates it.
   *
   * @param goOff ends a wait; run by a thread of all workers together
   */
  Alarm(Runnable goOff) {
    this(goOff, System::nanoTime, Reminders::schedule);
  }

  Alarm(Runnable goOff, LongSupplier clock, Schedule schedule) {
    this.goOff = goOff;
    this.clock = clock;
    this.schedule = schedule;
  }

  /** A wait begins. To be followed by {@link #off} before the next one. */
  void set(long nanos) {
    long at = clock.getAsLong() + nanos;
    due = at;
    waiting = true;
    if (!reminded || at - remindedAt < 0) {
      remind();
    }
  }

  /** The wait is over. */
  void off() {
    waiting = false;
  }

  /** There will be no more waits. A reminder for later would keep this in memory until then. */
  synchronized void close() {
    waiting = false;
    reminder.cancel(false);
  }

  private synchronized void remind() {
    long at = due; // as it is by now: who looks may have seen that of a wait that is over since
    reminder.cancel(false);
    remindedAt = at;
    reminded = true;
    long millis = NANOSECONDS.toMillis(Math.max(0, at - clock.getAsLong())) + 1;
    reminder = schedule.after(millis, this::look);
  }

  private void look() {
    reminded = false; // before it looks: a wait that begins now either sees that or is seen
    if (waiting) {
      if (due - clock.getAsLong() <= 0) {
        goOff.run();
      } else {
        remind();
      }
    }
  }

  /** Runs something after some milliseconds. */
  @FunctionalInterface
  interface Schedule {

    Future<?> after(long millis, Runnable task);
  }
}
