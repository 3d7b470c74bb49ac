package io.snakepit.core.pool;

import org.jspecify.annotations.Nullable;

/**
 * Who is in an adapter on behalf of one call: the threads that begin it, drive it, ask for more of
 * it and cancel it. Of several that ask at once, the last. An adapter may hold them up; then an
 * interrupt, of which they know nothing afterwards, is to get them out.
 */
final class AdapterVisits {

  private volatile @Nullable Thread beginner;
  private volatile @Nullable Thread driver;
  private volatile @Nullable Thread requester;
  private volatile @Nullable Thread canceller;
  private volatile boolean interrupted; // before anybody is, to be read after they have left

  void enterBegin() {
    beginner = Thread.currentThread();
  }

  void leaveBegin() {
    beginner = null;
    forgetInterrupt();
  }

  /** Whether the current thread is the one that begins the call. */
  boolean isInBegin() {
    return beginner == Thread.currentThread();
  }

  void enterDrive() {
    driver = Thread.currentThread();
  }

  void leaveDrive() {
    driver = null;
    forgetInterrupt();
  }

  void enterRequest() {
    requester = Thread.currentThread();
  }

  void leaveRequest() {
    requester = null;
    forgetInterrupt();
  }

  void enterCancel() {
    canceller = Thread.currentThread();
  }

  void leaveCancel() {
    canceller = null;
    forgetInterrupt();
  }

  /** Whether a thread other than the current one is in the adapter. */
  boolean areGoingOn() {
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
  void interrupt() {
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
