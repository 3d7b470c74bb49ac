package io.snakepit.core.pool;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What is to be done once the dispatcher's lock has been let go, because nobody else's code may run
 * under it.
 */
final class Aftermath {

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** Adds a task. Under the dispatcher's lock. */
  void add(Runnable task) {
    tasks.add(task);
  }

  /** Does what there is to do. Without the lock. */
  void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
