package io.snakepit.core.pool;

import io.snakepit.api.SnakepitException;
import io.snakepit.api.TimeoutConfig;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.time.Spans;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a pool ends: it takes no calls any more, drains, and stops its workers. */
final class PoolEnd {

  private static final Logger logger = LoggerFactory.getLogger(PoolEnd.class);

  /** An adapter that keeps S7 needs no more than the grace; another must not hold up the rest. */
  private static final long MILLIS_BEYOND_GRACE = 5_000;

  private final String pool;
  private final TimeoutConfig timeouts;
  private final PoolErrors errors;
  private final CallFlow flow;
  private final Dispatcher dispatcher;
  private final Changeovers changeovers;
  private final Housekeeper housekeeper;

  PoolEnd(
      String pool,
      TimeoutConfig timeouts,
      PoolErrors errors,
      CallFlow flow,
      Changeovers changeovers,
      Housekeeper housekeeper) {
    this.pool = pool;
    this.timeouts = timeouts;
    this.errors = errors;
    this.flow = flow;
    this.dispatcher = flow.dispatcher();
    this.changeovers = changeovers;
    this.housekeeper = housekeeper;
  }

  /** Ends a pool that has this fleet; returns when no worker is left. */
  void of(Fleet last) {
    changeovers.abort(errors.closed());
    dispatcher.refuse(this::refuseUnlessNested);
    boolean quiet = drain();
    List<PooledWorker> crew = last.close();
    housekeeper.close();
    dispatcher.close(quiet ? call -> errors.closed() : errors::drainedTooLong);
    if (!quiet) {
      for (WorkerAttempt attempt : dispatcher.attempts()) {
        attempt.call().fail(errors.drainedTooLong(attempt.call()));
      }
    }
    Set<PooledWorker> workers = new LinkedHashSet<>(dispatcher.workers());
    workers.addAll(crew); // those that were about to take over are in the roster no more
    stop(workers, quiet ? timeouts.stop() : Duration.ZERO);
  }

  /**
   * What was taken may still make the calls that it needs to end: nested ones, and restorations.
   */
  private @Nullable SnakepitException refuseUnlessNested(PendingCall call) {
    boolean needed =
        Ancestors.nearest(call, flow) != null
            || call.spec().isInternal()
            || (call.spec().session() instanceof PooledSession session && session.isStage());
    return needed ? null : errors.closed();
  }

  private boolean drain() {
    try {
      return dispatcher.awaitQuiet(Spans.nanos(timeouts.drain()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void stop(Collection<PooledWorker> workers, Duration grace) {
    workers.forEach(worker -> worker.retire(grace));
    CompletableFuture<?>[] ends =
        workers.stream().map(PooledWorker::gone).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends)
          .get(Spans.millis(grace) + MILLIS_BEYOND_GRACE, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException stuck) {
      logger.warn("pool '{}': some workers did not end in time", pool);
    }
  }
}
