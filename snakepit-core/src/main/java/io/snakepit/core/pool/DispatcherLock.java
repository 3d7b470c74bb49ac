package io.snakepit.core.pool;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The dispatcher's lock, by which all parts of a dispatcher are guarded. When it is let go, who
 * waits for quiet is told that it has come, and the {@link Aftermath} is seen to.
 */
final class DispatcherLock {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private final Aftermath aftermath = new Aftermath();
  private final BooleanSupplier isQuiet;

  /** Makes it; what it guards is quiet when this, asked under the lock, says so. */
  DispatcherLock(BooleanSupplier isQuiet) {
    this.isQuiet = isQuiet;
  }

  /** What is to be done when it is let go. */
  Aftermath aftermath() {
    return aftermath;
  }

  void lock() {
    lock.lock();
  }

  void unlock() {
    if (isQuiet.getAsBoolean()) { // whatever was done: calls leave the queue in many ways
      quiet.signalAll();
    }
    lock.unlock();
    if (!lock.isHeldByCurrentThread()) {
      aftermath.run();
    }
  }

  /** Reads or changes what it guards. */
  <T extends @Nullable Object> T locked(Supplier<T> task) {
    lock();
    try {
      return task.get();
    } finally {
      unlock();
    }
  }

  /** Changes what it guards. */
  void locked(Runnable task) {
    lock();
    try {
      task.run();
    } finally {
      unlock();
    }
  }

  /** Waits for quiet; answers whether it came in time. */
  boolean awaitQuiet(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    lock();
    try {
      while (!isQuiet.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0 || !quiet.await(left, TimeUnit.NANOSECONDS)) {
          return isQuiet.getAsBoolean();
        }
      }
      return true;
    } finally {
      unlock();
    }
  }
}
