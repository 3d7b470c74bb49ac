package io.snakepit.core.call;

import io.snakepit.core.text.FailureLog;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hands tasks over to threads, those of a burst together: to wake a thread for each of many
 * outcomes that came at once takes longer than most of what is to be done with them.
 *
 * <p>The tasks of a burst wait for each other no more than single ones would: before a thread
 * begins the first, it has another one called that helps with the rest.
 */
public final class BurstExecutor implements Executor {

  private static final Logger LOGGER = LoggerFactory.getLogger(BurstExecutor.class);

  private final Executor threads;
  private final boolean sharing;

  /** What the burst of this thread has for the others so far; null where there is none. */
  @SuppressWarnings(
      "ThreadLocalUsage") // each executor has its own, and empties it after each burst
  private final ThreadLocal<@Nullable Queue<Runnable>> held = new ThreadLocal<>();

  private BurstExecutor(Executor threads, boolean sharing) {
    this.threads = threads;
    this.sharing = sharing;
  }

  /** For threads of ours, which share the tasks of a burst. */
  public static BurstExecutor sharing(Executor threads) {
    return new BurstExecutor(threads, true);
  }

  /**
   * For an executor of which nothing is known: it may run a task at once, on the calling thread.
   */
  public static BurstExecutor oneByOne(Executor executor) {
    return new BurstExecutor(executor, false);
  }

  @Override
  public void execute(Runnable task) {
    Queue<Runnable> burst = held.get();
    if (burst == null) {
      handOver(task);
    } else {
      burst.add(task);
    }
  }

  /** Runs something at once, and hands over together what it has to be executed. */
  public void burst(Runnable source) {
    if (held.get() != null) {
      source.run();
      return;
    }
    Queue<Runnable> burst = new ArrayDeque<>();
    held.set(burst);
    try {
      source.run();
    } finally {
      held.remove();
      handOver(burst);
    }
  }

  /** Runs something that isn't part of the burst, and may wait for what it has to be executed. */
  public void apart(Runnable task) {
    Queue<Runnable> burst = held.get();
    held.remove();
    try {
      task.run();
    } finally {
      if (burst != null) {
        held.set(burst);
      }
    }
  }

  private void handOver(Queue<Runnable> burst) {
    if (sharing && burst.size() > 1) {
      handOver(new Share(threads, new ConcurrentLinkedQueue<>(burst), false));
    } else {
      burst.forEach(this::handOver);
    }
  }

  /** Never throws: no outcome is lost because of another, and who reads goes on. */
  private void handOver(Runnable task) {
    Runnable once = task instanceof Share ? task : new Once(task);
    try {
      threads.execute(once);
    } catch (RuntimeException | Error full) {
      LOGGER.error("no thread for an outcome: it is told on the one that brought it", full);
      once.run();
    }
  }

  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (Exception | Error failure) {
      FailureLog.log(LOGGER, Level.ERROR, failure, "telling an outcome failed");
    }
  }

  /** An executor may have taken, or even run, the task for which it throws. */
  @SuppressWarnings("serial") // never written anywhere
  private static final class Once extends AtomicBoolean implements Runnable {

    private final Runnable task;

    Once(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (compareAndSet(false, true)) {
        runSafely(task);
      }
    }
  }

  /** Whether a task is the rest of a burst that has begun, and so comes before what came later. */
  public static boolean isRest(Runnable task) {
    return task instanceof Share share && share.isRest();
  }

  /** What a thread does of a burst: as much as the others leave to it. */
  private record Share(Executor threads, Queue<Runnable> burst, boolean isRest)
      implements Runnable {

    @Override
    public void run() {
      Runnable task = burst.poll();
      if (!burst.isEmpty()) {
        callAnother();
      }
      while (task != null) {
        runSafely(task);
        Thread.interrupted(); // as between any two tasks of a pool
        task = burst.poll();
      }
    }

    private void callAnother() {
      try {
        threads.execute(isRest ? this : new Share(threads, burst, true));
      } catch (RuntimeException | Error full) {
        LOGGER.warn("no second thread for a burst of outcomes", full);
      }
    }
  }
}
