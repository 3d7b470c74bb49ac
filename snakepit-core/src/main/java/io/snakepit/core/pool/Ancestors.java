package io.snakepit.core.pool;

import io.snakepit.core.call.PendingCall;
import io.snakepit.core.host.CallLineage;
import io.snakepit.core.time.Timer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the attempts, still running in a pool, on whose behalf a call is made. */
final class Ancestors {

  private Ancestors() {}

  /** The nearest. */
  static @Nullable WorkerAttempt nearest(PendingCall call, AttemptOwner pool) {
    return find(call, pool, attempt -> true);
  }

  /** The nearest on a worker that has no successor. */
  static @Nullable WorkerAttempt nearestToStay(PendingCall call, AttemptOwner pool) {
    return find(call, pool, attempt -> !attempt.worker().isLeaving());
  }

  /** The nearest of a session. */
  static @Nullable WorkerAttempt inSession(
      PendingCall call, AttemptOwner pool, PooledSession session) {
    return find(call, pool, attempt -> session.owns(attempt.call().spec().session()));
  }

  /** The nearest on a worker. */
  static @Nullable WorkerAttempt onWorker(
      PendingCall call, AttemptOwner pool, PooledWorker worker) {
    return find(call, pool, attempt -> attempt.worker() == worker);
  }

  /** Whether there is one of this lineage. */
  static boolean isForOne(@Nullable CallLineage lineage, AttemptOwner pool) {
    return find(lineage, pool, attempt -> true) != null;
  }

  /** How many run on a worker. */
  static long countOnWorker(PendingCall call, AttemptOwner pool, PooledWorker worker) {
    return call.spec().lineage() == null
        ? 0
        : worker.active.stream()
            .filter(active -> find(call, pool, attempt -> attempt == active) != null)
            .count();
  }

  private static @Nullable WorkerAttempt find(
      PendingCall call, AttemptOwner pool, Predicate<WorkerAttempt> wanted) {
    return find(call.spec().lineage(), pool, wanted);
  }

  private static @Nullable WorkerAttempt find(
      @Nullable CallLineage lineage, AttemptOwner pool, Predicate<WorkerAttempt> wanted) {
    for (CallLineage link = lineage; link != null; link = link.ancestor()) {
      if (link.attempt() instanceof WorkerAttempt attempt
          && attempt.owner() == pool
          && !attempt.isSettled()
          && wanted.test(attempt)) {
        return attempt;
      }
    }
    return null;
  }

  /** Whether one attempt is an ancestor of the other: they are one piece of work. */
  static boolean areRelated(WorkerAttempt one, WorkerAttempt other) {
    return find(one.call(), one.owner(), attempt -> attempt == other) != null
        || find(other.call(), other.owner(), attempt -> attempt == one) != null;
  }

  /** The deadline that a call inherits. */
  static long deadline(@Nullable CallLineage lineage) {
    return lineage == null ? Timer.NEVER : lineage.deadline();
  }
}
