package io.snakepit.core.adapter;

import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who is in an adapter on behalf of one call: the threads that begin it, drive it, ask for more of
 * it and cancel it. Of several that ask at once, the last. An adapter may hold them up; then an
 * interrupt, of which they know nothing afterwards, is to get them out.
 */
public final class AdapterVisits {

  /** Who is still inside so long after the call has settled is held up there. */
  private static final long HELD_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private volatile @Nullable Thread beginner;
  private volatile @Nullable Thread driver;
  private volatile @Nullable Thread requester;
  private volatile @Nullable Thread canceller;
  private volatile @Nullable Scheduled rescue;
  private volatile boolean interrupted; // before anybody is, to be read after they have left

  public void enterBegin() {
    beginner = Thread.currentThread();
  }

  public void leaveBegin() {
    beginner = null;
    left();
  }

  /** Whether the current thread is the one that begins the call. */
  public boolean isInBegin() {
    return beginner == Thread.currentThread();
  }

  public void enterDrive() {
    driver = Thread.currentThread();
  }

  public void leaveDrive() {
    driver = null;
    left();
  }

  public void enterRequest() {
    requester = Thread.currentThread();
  }

  public void leaveRequest() {
    requester = null;
    left();
  }

  public void enterCancel() {
    canceller = Thread.currentThread();
  }

  public void leaveCancel() {
    canceller = null;
    left();
  }

  /** The call has settled, so that nobody looks after it any more: who is held up is got out. */
  public void endSoon(Timer timer) {
    if (areGoingOn()) {
      Scheduled planned = timer.schedule(HELD_UP_NANOS, this::interrupt);
      rescue = planned;
      if (!areGoingOn()) { // left before there was something to call off
        planned.cancel();
      }
    }
  }

  private void left() {
    forgetInterrupt();
    Scheduled planned = rescue;
    if (planned != null && !areGoingOn()) {
      planned.cancel(); // it keeps all of the call
    }
  }

  /** Whether a thread other than the current one is in the adapter. */
  private boolean areGoingOn() {
    return isOther(beginner) || isOther(driver) || isOther(requester) || isOther(canceller);
  }

  /** It was meant for the adapter, and not for the code of the caller. */
  private void forgetInterrupt() {
    if (interrupted) {
      synchronized (this) {
        Thread.interrupted();
      }
    }
  }

  /** Gets out of the adapter who is in there. */
  public void interrupt() {
    interrupted = true;
    synchronized (this) {
      interrupt(beginner);
      interrupt(driver);
      interrupt(requester);
      interrupt(canceller);
    }
  }

  private static void interrupt(@Nullable Thread inside) {
    if (inside != null && isOther(inside)) {
      inside.interrupt();
    }
  }

  private static boolean isOther(@Nullable Thread inside) {
    return inside != null && inside != Thread.currentThread();
  }
}
