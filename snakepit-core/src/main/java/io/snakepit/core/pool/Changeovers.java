package io.snakepit.core.pool;

import io.snakepit.api.Changeover;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.generation.GenerationPlan;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a new generation in the place of the current one: warmed beside it, taken over at once,
 * drained within a bound (S11). One at a time.
 */
final class Changeovers {

  private static final Logger logger = LoggerFactory.getLogger(Changeovers.class);

  /** What only the pool can do. */
  interface Site {

    /** The generation in service. */
    Generation generation();

    /** A fleet that starts a plan's workers and tells this crew; fails when the pool is closing. */
    Fleet muster(GenerationPlan plan, WarmUp crew);

    /**
     * The new fleet keeps the pool from now on; answers those it relieves, which leave. Fails when
     * the pool is closing.
     */
    List<PooledWorker> relieve(Fleet successor, List<PooledWorker> workers);

    /** It was not to be. */
    void dismiss(Fleet unfit, List<PooledWorker> workers);
  }

  private final String pool;
  private final PoolErrors errors;
  private final Departures departures;
  private final Fleet.Crew crew;
  private final Site site;
  private final Executor executor;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile @Nullable WarmUp warming;

  /**
   * Makes none yet.
   *
   * @param executor where user code is told that one is over
   */
  Changeovers(
      String pool,
      PoolErrors errors,
      Departures departures,
      Fleet.Crew crew,
      Site site,
      Executor executor) {
    this.pool = pool;
    this.errors = errors;
    this.departures = departures;
    this.crew = crew;
    this.site = site;
    this.executor = executor;
  }

  /** Changes to a generation. Returns when it has taken over; failing, it has changed nothing. */
  Changeover change(Supplier<GenerationPlan> planner) {
    if (!underWay.compareAndSet(false, true)) {
      throw errors.changing();
    }
    Changeover made = null;
    try {
      made = make(planner.get());
      return made;
    } finally {
      if (made == null) {
        underWay.set(false);
      }
    }
  }

  private Changeover make(GenerationPlan plan) {
    WarmUp crewToBe = new WarmUp(pool, plan.config().workers(), crew);
    warming = crewToBe;
    Fleet fleet = site.muster(plan, crewToBe);
    int before = site.generation().number();
    List<PooledWorker> relieved;
    try {
      warm(fleet, crewToBe);
      relieved = site.relieve(fleet, crewToBe.finish());
    } catch (RuntimeException | Error failure) {
      site.dismiss(fleet, crewToBe.dismiss());
      throw failure;
    } finally {
      warming = null;
    }
    logger.info(
        "pool '{}' changed from generation {} to {}: {}",
        pool,
        before,
        plan.number(),
        site.generation().describe());
    CompletableFuture<Integer> drained = new CompletableFuture<>();
    departures
        .departAll(relieved)
        .thenAccept(
            stragglers -> {
              underWay.set(false); // before anybody can act on it
              drained.completeAsync(() -> stragglers, executor);
            });
    return new Changeover(before, plan.number(), drained);
  }

  private void warm(Fleet fleet, WarmUp crewToBe) {
    fleet
        .start()
        .whenComplete(
            (ready, failure) -> {
              if (failure != null) {
                crewToBe.abort(failure);
              }
            });
    try {
      crewToBe.complete().toCompletableFuture().get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw notWarmed("the thread that changed its generation was interrupted", interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SnakepitException known) {
        known.fillInStackTrace(); // made where a worker failed, it is to say where its caller is
        throw known;
      }
      throw notWarmed("the new generation can't start: " + failed.getCause(), failed.getCause());
    }
  }

  private WorkerStartException notWarmed(String why, @Nullable Throwable cause) {
    return new WorkerStartException(
        ErrorCode.WORKER_START_FAILED, "pool '" + pool + "': " + why, null, cause);
  }

  /** The pool closes: a generation that is being warmed has no future. */
  void abort(SnakepitException why) {
    WarmUp present = warming;
    if (present != null) {
      present.abort(why);
    }
  }
}
