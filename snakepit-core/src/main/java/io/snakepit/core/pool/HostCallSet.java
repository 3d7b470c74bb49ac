package io.snakepit.core.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The host tools that run for one attempt. */
final class HostCallSet {

  // guarded by this; most calls make no host call, so nothing is allocated for them
  private @Nullable List<Future<?>> running;
  private boolean ended;

  /** Whether one is running. */
  synchronized boolean isWaiting() {
    return running != null && running.stream().anyMatch(task -> !task.isDone());
  }

  /** How many are running. */
  synchronized int size() {
    if (running == null) {
      return 0;
    }
    running.removeIf(Future::isDone);
    return running.size();
  }

  /** Adds one; one that comes after the attempt's end is cancelled, and the answer is false. */
  boolean add(Future<?> task) {
    synchronized (this) {
      if (!ended) {
        if (running == null) {
          running = new ArrayList<>(2);
        }
        running.add(task);
        return true;
      }
    }
    task.cancel(true);
    return false;
  }

  /** Interrupts all that run. */
  void interrupt() {
    List<Future<?>> tasks;
    synchronized (this) {
      ended = true;
      tasks = running;
      running = null;
    }
    if (tasks != null) {
      tasks.forEach(task -> task.cancel(true));
    }
  }
}
