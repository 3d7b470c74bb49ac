package io.snakepit.core;

import io.snakepit.core.text.Counts;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of user code: few, unless all of them are held up. Code that waits on one of them may
 * wait for what only the next one brings; it would for ever, and every other outcome with it.
 */
final class UserThreads extends ThreadPoolExecutor {

  private static final Logger logger = LoggerFactory.getLogger(UserThreads.class);

  static final int MOST = 256;
  private static final long IDLE_SECONDS = 30;

  private long completed; // when it was looked at last; of the timer's thread alone
  private boolean waited;

  /**
   * Starts none yet.
   *
   * @param threads how many there are while they get on
   */
  UserThreads(int threads, ThreadFactory factory, RejectedExecutionHandler late) {
    // the queue needs no bound of its own: what runs here belongs to calls, and those are bounded
    super(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new UserTasks(), factory, late);
    allowCoreThreadTimeOut(true);
  }

  /** Doubles them when tasks have waited since the last look and none has ended. */
  void look() {
    long now = getCompletedTaskCount();
    boolean stuck = waited && now == completed;
    waited = !getQueue().isEmpty();
    completed = now;
    int threads = getCorePoolSize();
    if (stuck && waited && threads < MOST) {
      logger.warn(
          "all {} threads of user code are held up, with {} waiting for one; starting more of"
              + " them. Dependents of futures, subscribers and listeners should not wait for"
              + " anything; those that must can have an executor of their own"
              + " (SnakepitConfig.Builder.executor)",
          threads,
          Counts.of(getQueue().size(), "task"));
      grow(Math.min(MOST, 2 * threads));
    }
  }

  /** Lets what is queued run, beside what is held up. */
  @Override
  public void shutdown() {
    grow(MOST);
    super.shutdown();
  }

  private void grow(int threads) {
    setMaximumPoolSize(threads);
    setCorePoolSize(threads); // starts as many of them as there are tasks
  }
}
