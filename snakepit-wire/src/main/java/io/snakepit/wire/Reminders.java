package io.snakepit.wire;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread, of all workers together, that runs short things after a while.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Reminders {

  private static final long IDLE_SECONDS = 10;
  private static final Logger LOGGER = LoggerFactory.getLogger(Reminders.class);
  private static final ScheduledThreadPoolExecutor EXECUTOR = executor();

  private Reminders() {}

  /**
   * Schedules something; where no thread can be had it isn't run, which is logged.
   *
   * @param millis after how many milliseconds
   * @param task is brief; what it throws is lost
   * @return cancels it
   */
  public static Future<?> schedule(long millis, Runnable task) {
    try {
      return EXECUTOR.schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RuntimeException | OutOfMemoryError e) {
      LOGGER.warn("no thread for a reminder", e);
      return CompletableFuture.completedFuture(null);
    }
  }

  private static ScheduledThreadPoolExecutor executor() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = Threads.make("all", "reminders", task);
              thread.setContextClassLoader(null); // that of whoever came first would be kept
              return thread;
            });
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true); // most are cancelled at once, with the call they keep
    return executor;
  }
}
