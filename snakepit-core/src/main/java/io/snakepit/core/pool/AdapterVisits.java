package io.snakepit.core.pool;

import org.jspecify.annotations.Nullable;

/**
 * Who is in an adapter on behalf of one call: the thread that begins it, and the one that drives
 * it. An adapter may hold them up; then an interrupt, of which they know nothing afterwards, is to
 * get them out.
 */
final class AdapterVisits {

  private volatile @Nullable Thread beginner;
  private volatile @Nullable Thread driver;
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
    }
  }

  private static void interrupt(@Nullable Thread inside) {
    if (inside != null && inside != Thread.currentThread()) {
      inside.interrupt();
    }
  }
}
