package com.example.lines;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs short things after a while, on a thread that ends when there are none. That of {@code
 * CompletableFuture.delayedExecutor} and {@code orTimeout} doesn't, and so would keep what it has
 * inherited from who used it first: the plugin's class loader, and the application's behind it.
 */
final class Later {

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private Later() {}

  static void run(Duration delay, Runnable task) {
    TIMER.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs something now, and again with growing pauses until something else is done. */
  static void until(CompletableFuture<?> done, Duration pause, Runnable task) {
    if (!done.isDone()) {
      task.run();
      run(pause, () -> until(done, pause.multipliedBy(2), task));
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "lines-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }
}
