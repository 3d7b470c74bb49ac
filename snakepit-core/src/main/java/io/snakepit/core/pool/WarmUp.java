package io.snakepit.core.pool;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.WorkerStartException;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The crew of a fleet whose generation isn't in service yet: keeps its workers back until all are
 * ready, and takes the first failure for the end of it. Once over, the pool's own crew is told.
 */
final class WarmUp implements Fleet.Crew {

  private final String pool;
  private final int wanted;
  private final Fleet.Crew crew;
  private final CompletableFuture<@Nullable Void> complete = new CompletableFuture<>();
  private final Set<PooledWorker> kept = new LinkedHashSet<>(); // guarded by this
  private String lastLoss = ""; // guarded by this
  private boolean over; // guarded by this
  private boolean dismissed; // guarded by this

  WarmUp(String pool, int wanted, Fleet.Crew crew) {
    this.pool = pool;
    this.wanted = wanted;
    this.crew = crew;
  }

  /** Completes when all workers are ready; fails when one could not start, or died. */
  CompletionStage<@Nullable Void> complete() {
    return complete;
  }

  /** Ends it without success. */
  void abort(Throwable why) {
    complete.completeExceptionally(why);
  }

  /** Ends it; answers the workers, which are the caller's from now on. Fails when one is gone. */
  synchronized List<PooledWorker> finish() {
    if (kept.size() < wanted) { // that was the last moment to see it
      throw new WorkerStartException(
          ErrorCode.WORKER_START_FAILED,
          "pool '" + pool + "': a new worker died before it could take over: " + lastLoss,
          null,
          null);
    }
    over = true;
    return List.copyOf(kept);
  }

  /** Ends it without a future: answers the workers, and sends those away that are yet to come. */
  synchronized List<PooledWorker> dismiss() {
    dismissed = true;
    over = true;
    return List.copyOf(kept);
  }

  @Override
  public void ready(PooledWorker worker) {
    if (keep(worker)) {
      return;
    }
    if (isDismissed()) {
      worker.retire(Duration.ZERO);
    } else {
      crew.ready(worker);
    }
  }

  /** Keeps a worker back, unless it is over, which it then stays. */
  private boolean keep(PooledWorker worker) {
    boolean all;
    synchronized (this) {
      if (over) {
        return false;
      }
      kept.add(worker);
      all = kept.size() == wanted;
    }
    if (all) {
      complete.complete(null);
    }
    return true;
  }

  @Override
  public void gone(PooledWorker worker, WorkerLoss loss) {
    if (!forget(worker, loss)) {
      crew.gone(worker, loss);
      return;
    }
    worker
        .obituary(loss)
        .thenAccept(
            obituary ->
                abort(
                    new WorkerStartException(
                        ErrorCode.WORKER_START_FAILED,
                        "pool '" + pool + "': a new worker died at once: " + obituary.text(),
                        null,
                        null)));
  }

  private synchronized boolean forget(PooledWorker worker, WorkerLoss loss) {
    if (over) {
      return false;
    }
    kept.remove(worker);
    lastLoss = loss.reason();
    return true;
  }

  @Override
  public void notStarted(Throwable cause) {
    if (isOver()) {
      crew.notStarted(cause);
    } else {
      abort(cause);
    }
  }

  @Override
  public void complete(FailedStarts.Series failed) {
    if (isOver()) {
      crew.complete(failed);
    }
  }

  @Override
  public boolean succeed(PooledWorker worker, PooledWorker successor) {
    return crew.succeed(worker, successor);
  }

  @Override
  public void notSucceeded(PooledWorker worker) {
    crew.notSucceeded(worker);
  }

  @Override
  public void broken(Throwable cause) {
    if (isOver()) {
      crew.broken(cause);
    }
  }

  @Override
  public void mended() {
    if (isOver()) {
      crew.mended();
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  private synchronized boolean isDismissed() {
    return dismissed;
  }
}
