package io.snakepit.core.pool;

import io.snakepit.api.WorkerStatus;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.generation.Generation;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The workers of a pool, whatever their generation. Guarded by the dispatcher's lock. */
final class Roster {

  /** What goes before the number is the name of the pool: the longer id has the larger number. */
  private static final Comparator<WorkerStatus> BY_NUMBER =
      Comparator.<WorkerStatus>comparingInt(worker -> worker.id().length())
          .thenComparing(WorkerStatus::id);

  private final Set<PooledWorker> workers = new LinkedHashSet<>();
  private int generation;

  void add(PooledWorker worker) {
    workers.add(worker);
  }

  /** The workers of this generation serve from now on. */
  void changeTo(Generation next) {
    generation = next.number();
  }

  /**
   * Whether a worker is of a generation that serves no longer: it was started, but came too late.
   */
  boolean isTooLate(PooledWorker worker) {
    return worker.generation().number() < generation;
  }

  void remove(PooledWorker worker) {
    workers.remove(worker);
  }

  /** How many there are; one that is gone counts no more, though its adapter hasn't said so yet. */
  int size() {
    return (int) workers.stream().filter(worker -> !worker.isDead()).count();
  }

  /** All of them, as a copy. */
  List<PooledWorker> all() {
    return List.copyOf(workers);
  }

  /** What runs on them. */
  List<WorkerAttempt> attempts() {
    return running().toList();
  }

  /** A snapshot of each, the oldest first. */
  List<WorkerStatus> statuses() {
    return workers.stream().map(PooledWorker::status).sorted(BY_NUMBER).toList();
  }

  /** How many calls, those in mourning included, were given to a worker and have no outcome yet. */
  int callsWithoutOutcome(Collection<PendingCall> mourned) {
    return (int)
        Stream.concat(running().map(WorkerAttempt::call), mourned.stream())
            .filter(call -> !call.isEnded() && !call.isLinked())
            .distinct()
            .count();
  }

  private Stream<WorkerAttempt> running() {
    return workers.stream().flatMap(worker -> worker.active.stream());
  }
}
