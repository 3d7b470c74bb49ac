package io.snakepit.core.pool;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done once the dispatcher's lock has been let go, because nobody else's code may run
 * under it.
 */
final class Aftermath {

  private static final Logger logger = LoggerFactory.getLogger(Aftermath.class);

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** Adds a task. Under the dispatcher's lock. */
  void add(Runnable task) {
    tasks.add(task);
  }

  /** Does what there is to do. Without the lock. */
  void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      runSafely(task);
    }
  }

  /** Never throws: whoever let the lock go has an attempt to begin, and others' tasks to do. */
  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error failure) {
      logger.error("what was left to do failed", failure);
    }
  }
}
