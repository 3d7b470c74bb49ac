package io.snakepit.core.time;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Daemon threads on the system's monotonic clock. They run one task after the other: the second
 * thread is there for the case that a task doesn't end, which is then left alone.
 */
public final class SystemTimer implements Timer {

  private static final Logger logger = LoggerFactory.getLogger(SystemTimer.class);

  /** Of all alike: a host tool may call another Snakepit, which then inherits its deadline. */
  private static final long ORIGIN = System.nanoTime();

  /** No task takes so long by itself: it is in an adapter, or the machine is very busy. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** With so many tasks that don't end, time stands still. */
  private static final int MOST_THREADS = 64;

  private final ScheduledThreadPoolExecutor executor;
  private final long patienceNanos;

  // guarded by this
  private @Nullable Thread running;
  private long runningSince;

  public SystemTimer() {
    this(PATIENCE_NANOS);
  }

  /** One for tests, whose tasks are left alone after this time. */
  SystemTimer(long patienceNanos) {
    this.patienceNanos = patienceNanos;
    executor =
        new ScheduledThreadPoolExecutor(
            2,
            task -> {
              Thread thread = new Thread(task, "snakepit-timer");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // once closed
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime() - ORIGIN;
  }

  @Override
  public Scheduled schedule(long delayNanos, Runnable task) {
    ScheduledFuture<?> future =
        executor.schedule(() -> run(task), Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  private void run(Runnable task) {
    try {
      begin();
      task.run();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error failure) {
      logger.error("a timed task failed", failure);
    } finally {
      end();
    }
  }

  /** Waits for the end of the task before, if that comes in time. */
  private synchronized void begin() throws InterruptedException {
    for (Thread before = running; before != null; before = running) {
      long left = runningSince + patienceNanos - nanoTime();
      if (left <= 0) {
        leave(before);
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    running = Thread.currentThread();
    runningSince = nanoTime();
  }

  private void leave(Thread stuck) {
    IllegalStateException where = new IllegalStateException("it is here");
    where.setStackTrace(stuck.getStackTrace());
    logger.warn(
        "a timed task has not ended within {} ms; the next ones go on beside it",
        TimeUnit.NANOSECONDS.toMillis(patienceNanos),
        where);
    executor.setCorePoolSize(Math.min(MOST_THREADS, executor.getCorePoolSize() + 1));
  }

  private synchronized void end() {
    if (running == Thread.currentThread()) {
      running = null;
      notifyAll();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
