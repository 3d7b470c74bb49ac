package io.snakepit.core.pool;

import io.snakepit.api.ErrorCategory;
import io.snakepit.api.PoolClosedException;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.generation.GenerationPlan;
import io.snakepit.core.text.Causes;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a generation at its number of workers: starts them side by side within a bound, replaces
 * those that are lost, backs off when starts come to nothing.
 */
final class Fleet {

  private static final Logger logger = LoggerFactory.getLogger(Fleet.class);

  /**
   * A worker that dies older than this without having served is no sign of a start that came to
   * nothing.
   */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  private static final int STARTS_AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

  /** What the fleet tells its pool, without a lock held. */
  interface Crew {

    /** A worker is ready for calls. */
    void ready(PooledWorker worker);

    /** A worker is gone. */
    void gone(PooledWorker worker, WorkerLoss loss);

    /**
     * A worker has its successor, which takes its place: it gets no more calls. Answers whether so;
     * not if a session would lose its state.
     */
    boolean succeed(PooledWorker worker, PooledWorker successor);

    /** A worker stays, for want of a successor or for a session's sake. */
    void notSucceeded(PooledWorker worker);

    /** A worker could not be started, perhaps a successor; it is tried again later. */
    void notStarted(Throwable cause);

    /** All workers are there, after starts had failed. */
    void complete(FailedStarts.Series failed);

    /** There is no worker, and won't be one before the next probe. */
    void broken(Throwable cause);

    /** There is one again. */
    void mended();
  }

  private final GenerationPlan plan;
  private final WorkerStarter starter;
  private final Timer timer;
  private final Crew crew;
  private final CompletableFuture<Generation> firstReady = new CompletableFuture<>();

  // guarded by this
  private final Set<PooledWorker> ready = new HashSet<>();
  private final Breaker breaker;
  private final FailedStarts failedStarts;
  private int target;
  private int starting;
  private int scheduled;
  private boolean probing; // one of those
  private boolean closed;

  Fleet(GenerationPlan plan, WorkerStarter starter, Timer timer, Crew crew) {
    this.plan = plan;
    this.starter = starter;
    this.timer = timer;
    this.crew = crew;
    this.target = plan.config().workers();
    this.breaker = new Breaker(plan.config().restart());
    this.failedStarts = new FailedStarts(timer);
  }

  /** What its workers are of. */
  GenerationPlan plan() {
    return plan;
  }

  /** Starts all workers. Completes with the first that is ready; fails when none can start. */
  CompletionStage<Generation> start() {
    fill();
    return firstReady;
  }

  /** Starts as many as are missing and may be started now. */
  private void fill() {
    int now;
    synchronized (this) {
      int missing = target - ready.size() - starting - scheduled;
      now = closed || breaker.isOpen() ? 0 : Math.min(missing, STARTS_AT_ONCE - starting);
      starting += Math.max(0, now);
    }
    for (int i = 0; i < now; i++) {
      launch();
    }
  }

  private void launch() {
    begin()
        .whenComplete(
            (worker, failure) -> {
              if (failure == null) {
                started(worker);
              } else {
                startFailed(Causes.of(failure));
              }
            });
  }

  /** What keeps a start from beginning fails it: one that is counted has an end. */
  private CompletionStage<PooledWorker> begin() {
    try {
      return starter.start(plan);
    } catch (RuntimeException | Error impossible) {
      return CompletableFuture.failedStage(impossible);
    }
  }

  private void started(PooledWorker worker) {
    boolean wanted;
    boolean mends;
    FailedStarts.Series completed = null;
    synchronized (this) {
      starting--;
      wanted = !closed;
      mends = wanted && breaker.close();
      if (wanted) {
        ready.add(worker);
      }
      if (ready.size() >= target) { // more, for a moment, with a successor
        completed = failedStarts.end();
      }
    }
    if (!wanted) {
      worker.retire(Duration.ZERO);
      return;
    }
    logger.debug("worker {} is ready after {} ms", worker, worker.age().toMillis());
    crew.ready(worker);
    if (mends) { // who is told so looks for the worker
      crew.mended();
    }
    if (completed != null) {
      crew.complete(completed);
    }
    firstReady.complete(worker.generation());
    worker.spi().lost().thenAccept(loss -> lost(worker, loss));
    fill();
  }

  private void startFailed(Throwable failure) {
    boolean serves;
    boolean hopeless;
    boolean wanted;
    synchronized (this) {
      starting--;
      breaker.failed(failure);
      failedStarts.add();
      serves = firstReady.isDone() || !ready.isEmpty(); // it may be about to say so
      hopeless = !serves && (cannotChange(failure) || starting == 0);
      wanted = !closed;
    }
    if (hopeless) {
      firstReady.completeExceptionally(failure);
      return;
    }
    if (!wanted) {
      return;
    }
    crew.notStarted(failure);
    if (serves) { // else the others that start may still succeed, or be the end of it
      replaceLater();
    }
  }

  /** Whether trying the same start again is pointless. */
  private static boolean cannotChange(Throwable failure) {
    return failure instanceof SnakepitException known
        && known.category() == ErrorCategory.CONFIGURATION;
  }

  private void lost(PooledWorker worker, WorkerLoss loss) {
    worker.markDead();
    boolean wasWanted;
    synchronized (this) {
      wasWanted = ready.remove(worker);
      if (worker.calls() > 0 || worker.age().compareTo(YOUNG) > 0) {
        breaker.served();
      } else if (wasWanted && worker.killing() == null && !worker.isRetired()) {
        breaker.failed(new IllegalStateException("worker " + worker + " " + loss.reason()));
      }
    }
    try {
      crew.gone(worker, loss);
    } finally {
      worker.markGone();
    }
    if (wasWanted) {
      replaceLater();
    }
  }

  /**
   * Replaces what is missing: at once after a healthy life, else after a delay, or by probing when
   * the breaker is open.
   */
  private void replaceLater() {
    @Nullable Throwable cause = null; // why it breaks now; null, too, when the pool knows already
    boolean probe;
    boolean later;
    long delayMillis;
    synchronized (this) {
      if (closed) {
        return;
      }
      if (ready.isEmpty()) {
        cause = breaker.open();
      }
      probe = breaker.isOpen();
      delayMillis = breaker.delayMillis();
      later = delayMillis > 0 && !(probe && probing); // one probe serves for all that are missing
      if (later) {
        scheduled++;
        probing |= probe;
      }
    }
    if (cause != null) {
      crew.broken(cause);
    }
    if (later) {
      timer.schedule(TimeUnit.MILLISECONDS.toNanos(delayMillis), () -> due(probe));
    } else if (!probe) {
      fill();
    }
  }

  /** A delayed replacement, or a probe, is due. */
  private void due(boolean wasProbe) {
    boolean probe;
    synchronized (this) {
      scheduled--;
      if (wasProbe) {
        probing = false;
      }
      probe = wasProbe && breaker.isOpen() && !closed && starting == 0;
      if (probe) {
        starting++;
      }
    }
    if (probe) {
      launch();
    } else {
      fill();
    }
  }

  /** Starts one worker beside the others, to replace one that is still there. */
  void replaceEarly(PooledWorker worker) {
    synchronized (this) {
      if (closed || !ready.remove(worker)) {
        return;
      }
    }
    fill();
  }

  /**
   * Starts a successor; when it is ready it takes the place of a worker that goes on until then.
   */
  void renew(PooledWorker worker) {
    boolean possible;
    synchronized (this) {
      possible = !closed && !breaker.isOpen() && ready.contains(worker);
    }
    if (!possible) {
      crew.notSucceeded(worker);
      return;
    }
    begin()
        .whenComplete(
            (successor, failure) -> {
              if (failure != null) {
                renewalFailed(worker, Causes.of(failure));
                return;
              }
              succeed(worker, successor);
            });
  }

  private void renewalFailed(PooledWorker worker, Throwable failure) {
    boolean wanted;
    synchronized (this) {
      wanted = !closed;
    }
    if (wanted) {
      crew.notStarted(failure);
    }
    crew.notSucceeded(worker);
  }

  private void succeed(PooledWorker worker, PooledWorker successor) {
    boolean wanted;
    synchronized (this) {
      wanted = !closed && ready.contains(worker);
      if (wanted) {
        ready.add(successor); // first: a worker that goes by itself now needs no other
      }
    }
    if (!wanted) { // it went by itself meanwhile, and has its replacement
      successor.retire(Duration.ZERO);
      return;
    }
    boolean succeeds = crew.succeed(worker, successor);
    synchronized (this) {
      ready.remove(succeeds ? worker : successor);
    }
    if (succeeds) {
      successor.spi().lost().thenAccept(loss -> lost(successor, loss));
    } else {
      successor.retire(Duration.ZERO);
      crew.notSucceeded(worker);
      fill(); // it was counted for a moment
    }
  }

  /** Why it has no worker and only probes now and then; empty while it doesn't. */
  synchronized Optional<Throwable> brokenBy() {
    return Optional.ofNullable(breaker.openCause());
  }

  /**
   * Starts no more workers; what is being started is ended when it comes. Answers those it keeps.
   */
  List<PooledWorker> close() {
    List<PooledWorker> kept;
    synchronized (this) {
      closed = true;
      target = 0;
      kept = List.copyOf(ready);
    }
    plan.close();
    firstReady.completeExceptionally(
        new PoolClosedException("pool '" + plan.pool() + "' was closed before a worker was ready"));
    return kept;
  }
}
