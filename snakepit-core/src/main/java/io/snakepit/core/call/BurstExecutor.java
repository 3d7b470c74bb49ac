package io.snakepit.core.call;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Hands tasks over to threads, those of a burst together: to wake a thread for each of many
 * outcomes that came at once takes longer than most of what is to be done with them.
 *
 * <p>The tasks of a burst wait for each other no more than single ones would: before a thread
 * begins the first, it has another one called that helps with the rest.
 */
public final class BurstExecutor implements Executor {

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
      threads.execute(task);
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

  private void handOver(Queue<Runnable> burst) {
    if (sharing && burst.size() > 1) {
      threads.execute(new Share(threads, new ConcurrentLinkedQueue<>(burst)));
    } else {
      burst.forEach(threads::execute);
    }
  }

  /** What a thread does of a burst: as much as the others leave to it. */
  private record Share(Executor threads, Queue<Runnable> burst) implements Runnable {

    @Override
    public void run() {
      Runnable task = burst.poll();
      if (!burst.isEmpty()) {
        threads.execute(this);
      }
      while (task != null) {
        task.run();
        task = burst.poll();
      }
    }
  }
}
