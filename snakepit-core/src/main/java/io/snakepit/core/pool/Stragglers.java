package io.snakepit.core.pool;

import io.snakepit.api.TimeoutConfig;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds attempts that nobody's patience bounds. Either their call has its outcome and their code
 * runs on all the same: tasks that it has left behind and that can't be cancelled, a generator that
 * doesn't close. Or they end a session, whose state is in no hurry to go. Their worker would wait
 * for ever. Used by one thread at a time.
 */
final class Stragglers {

  private final TimeoutConfig timeouts;
  private final Timer timer;
  private final Consumer<WorkerAttempt> overdue;

  /** Each with the time at which it was seen first; {@link Timer#NEVER} once it was reported. */
  private final Map<WorkerAttempt, Long> seen = new HashMap<>();

  Stragglers(TimeoutConfig timeouts, Timer timer, Consumer<WorkerAttempt> overdue) {
    this.timeouts = timeouts;
    this.timer = timer;
    this.overdue = overdue;
  }

  /** Reports those that have been there for longer than they may. */
  void look(Collection<PooledWorker> workers) {
    Set<WorkerAttempt> lingering =
        workers.stream()
            .flatMap(worker -> worker.active.stream())
            .filter(attempt -> attempt.lingers() || mayEndSession(attempt))
            .collect(Collectors.toSet());
    seen.keySet().retainAll(lingering);
    long now = timer.nanoTime();
    for (WorkerAttempt attempt : lingering) {
      long since = seen.computeIfAbsent(attempt, first -> now);
      Duration bound = attempt.endsSession() ? timeouts.call() : timeouts.cancelGrace();
      if (since != Timer.NEVER && now - since >= Spans.nanos(bound)) {
        seen.put(attempt, Timer.NEVER);
        overdue.accept(attempt);
      }
    }
  }

  private boolean mayEndSession(WorkerAttempt attempt) {
    return !timeouts.call().isZero() && attempt.endsSession();
  }
}
