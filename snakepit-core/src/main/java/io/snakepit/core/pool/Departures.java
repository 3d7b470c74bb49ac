package io.snakepit.core.pool;

import io.snakepit.api.TimeoutConfig;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Workers that have their successor: each goes when it has ended what it runs, or by force when its
 * time is up (S11).
 */
final class Departures {

  private static final Scheduled UNBOUNDED = () -> {};

  private final Dispatcher dispatcher;
  private final TimeoutConfig timeouts;
  private final Timer timer;
  private final Map<PooledWorker, Scheduled> leaving = new ConcurrentHashMap<>();
  private final Map<PooledWorker, Integer> stragglers = new ConcurrentHashMap<>();

  Departures(Dispatcher dispatcher, TimeoutConfig timeouts, Timer timer) {
    this.dispatcher = dispatcher;
    this.timeouts = timeouts;
    this.timer = timer;
  }

  /**
   * A worker's successor takes its place, and it is left to end what it runs; answers whether so,
   * which a session may forbid.
   */
  boolean succeed(PooledWorker worker, PooledWorker successor) {
    // before it has nothing to do, which is told at once
    if (leaving.putIfAbsent(worker, UNBOUNDED) != null) {
      return false;
    }
    if (!dispatcher.succeed(worker, successor)) {
      leaving.remove(worker, UNBOUNDED);
      return false;
    }
    leaving.computeIfPresent(
        worker, (same, present) -> present == UNBOUNDED ? bound(worker) : present);
    worker.gone().thenRun(() -> takeStragglers(worker));
    return true;
  }

  private Scheduled bound(PooledWorker worker) {
    return timer.schedule(Spans.nanos(timeouts.drain()), () -> overdue(worker));
  }

  /** Workers have their successors; completes when they are gone, with the calls cut short. */
  CompletableFuture<Integer> departAll(List<PooledWorker> workers) {
    workers.forEach(
        worker ->
            // As one step: who is overdue at once waits until it is known to be leaving.
            leaving.compute(worker, (same, none) -> bound(worker)));
    CompletableFuture<?>[] ends =
        workers.stream().map(PooledWorker::gone).toArray(CompletableFuture<?>[]::new);
    workers.forEach(dispatcher::leave); // those with nothing to do are vacated by this
    return CompletableFuture.allOf(ends).thenApply(gone -> count(workers));
  }

  /** A worker has nothing left to do. */
  void vacated(PooledWorker worker) {
    if (strike(worker)) {
      worker.retire(timeouts.stop());
    }
  }

  private void overdue(PooledWorker worker) {
    dispatcher.leave(worker); // it may have nothing to do, and just not been told yet
    stragglers.put(worker, worker.unendedCalls()); // first: a worker that goes takes it along
    if (strike(worker)) {
      worker.killHung(
          "its successor had taken over, and it was still busy after "
              + Spans.millis(timeouts.drain())
              + " ms (timeouts.drain)",
          null);
    } else {
      stragglers.remove(worker);
    }
  }

  private boolean strike(PooledWorker worker) {
    Scheduled bound = leaving.remove(worker);
    if (bound != null) {
      bound.cancel();
    }
    return bound != null;
  }

  private int count(List<PooledWorker> workers) {
    return workers.stream().mapToInt(this::takeStragglers).sum();
  }

  private int takeStragglers(PooledWorker worker) {
    boolean byItself = strike(worker);
    Integer calls = stragglers.remove(worker);
    return byItself || calls == null ? 0 : calls;
  }
}
