package io.snakepit.wire;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells a worker that the code of a running call is to end, and again, with growing pauses, until
 * it can't have missed it: CPython puts a signal off that comes when its thread is just about to
 * wait in the system, until that wait is over.
 *
 * <p>A worker that reads only when it is made to has missed nothing once it answers a probe that
 * was sent behind the cancel; from then on a signal could only strike the code that cleans up. One
 * that always reads knows by itself which of its threads to strike, and is told until the call has
 * settled.
 */
final class Insistence {

  private static final long FIRST_PAUSE_MILLIS = 50;

  private final WireExchange exchange;
  private final Interrupter interrupter;

  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean over;
  private volatile @Nullable Future<?> reminder;

  Insistence(WireExchange exchange, Interrupter interrupter) {
    this.exchange = exchange;
    this.interrupter = interrupter;
  }

  void begin() {
    if (begun.compareAndSet(false, true)) {
      exchange.sendCancel(true);
      CompletableFuture<Void> looked = interrupter.hasLooked().toCompletableFuture();
      remindAfter(FIRST_PAUSE_MILLIS, looked);
    }
  }

  /** The call has settled. */
  void end() {
    over = true;
    Future<?> last = reminder;
    if (last != null) {
      last.cancel(false);
    }
  }

  private void remindAfter(long millis, CompletableFuture<Void> looked) {
    Future<?> next = interrupter.later(millis, () -> remind(millis, looked));
    reminder = next;
    if (over) { // its end may have come before there was something to cancel
      next.cancel(false);
    }
  }

  private void remind(long millis, CompletableFuture<Void> looked) {
    if (over || looked.isDone()) {
      return;
    }
    if (interrupter.alwaysReads()) {
      exchange.sendCancel(true);
    } else {
      interrupter.nudge();
    }
    remindAfter(2 * millis, looked);
  }
}
