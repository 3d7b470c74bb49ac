package io.snakepit.core.pool;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool's life: start, the coming and going of its workers, drain and end. */
final class PoolLife implements Fleet.Crew {

  private static final Logger logger = LoggerFactory.getLogger(PoolLife.class);

  private final String pool;
  private final PoolConfig config;
  private final PoolErrors errors;
  private final PoolListener listener;
  private final CallFlow flow;
  private final Dispatcher dispatcher;
  private final GenerationFactory generations;
  private final WorkerStarter starter;
  private final Timer timer;
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

  private volatile @Nullable Generation current;
  private @Nullable Fleet fleet; // guarded by this
  private @Nullable Housekeeper housekeeper; // guarded by this
  private boolean closing; // guarded by this

  PoolLife(
      String pool,
      PoolConfig config,
      PoolErrors errors,
      PoolListener listener,
      CallFlow flow,
      GenerationFactory generations,
      WorkerStarter starter,
      Timer timer) {
    this.pool = pool;
    this.config = config;
    this.errors = errors;
    this.listener = listener;
    this.flow = flow;
    this.dispatcher = flow.dispatcher();
    this.generations = generations;
    this.starter = starter;
    this.timer = timer;
  }

  /** The current generation. */
  Generation generation() {
    Generation generation = current;
    if (generation == null) {
      throw new IllegalStateException("pool '" + pool + "' has not started");
    }
    return generation;
  }

  /** Starts the first generation; completes when its first worker is ready. */
  CompletionStage<Generation> start() {
    GenerationPlan plan = generations.plan(1, pool, config);
    Fleet starting = new Fleet(plan, starter, timer, this);
    Housekeeper keeper =
        new Housekeeper(dispatcher, config.recycle(), config.timeouts(), timer, starting::renew);
    synchronized (this) {
      fleet = starting;
      housekeeper = keeper;
    }
    flow.quarantine().onQuarantine(starting::replaceEarly);
    keeper.start();
    return starting.start();
  }

  // ---- workers come and go -------------------------------------------------------------------

  @Override
  public void ready(PooledWorker worker) {
    current = worker.generation();
    listener.workerStarted(worker);
    if (!dispatcher.add(worker)) {
      worker.retire(Duration.ZERO);
    }
  }

  @Override
  public void gone(PooledWorker worker, WorkerLoss loss) {
    dispatcher.remove(worker);
    listener.workerLost(worker);
    if (!worker.isRetired()) {
      worker.obituary(loss).thenAccept(obituary -> logger.warn("{}", obituary.text()));
    }
  }

  @Override
  public void succeeded(PooledWorker worker) {
    Housekeeper keeper = keeper();
    if (keeper != null) {
      keeper.succeeded(worker);
    }
  }

  @Override
  public void notSucceeded(PooledWorker worker) {
    Housekeeper keeper = keeper();
    if (keeper != null) {
      keeper.notRenewed();
    }
  }

  private synchronized @Nullable Housekeeper keeper() {
    return housekeeper;
  }

  @Override
  public void broken(Throwable cause) {
    logger.error("pool '{}' has no worker left: {}", pool, cause.getMessage());
    dispatcher.giveUp(call -> errors.broken(cause));
    Fleet present = fleet();
    if (present != null && !present.isBroken()) { // a worker came while this was told
      dispatcher.hopeAgain();
    }
  }

  @Override
  public void mended() {
    logger.info("pool '{}' has workers again", pool);
    dispatcher.hopeAgain();
  }

  private synchronized @Nullable Fleet fleet() {
    return fleet;
  }

  // ---- the end -------------------------------------------------------------------------------

  /** Drains and closes; returns when no worker is left. */
  void close() {
    Fleet ending = null;
    synchronized (this) {
      if (!closing) {
        closing = true;
        ending = fleet;
        if (ending == null) {
          closed.complete(null);
        }
      }
    }
    if (ending != null) {
      try {
        end(ending);
      } finally {
        closed.complete(null);
      }
    }
    closed.join(); // a second caller waits for the first
  }

  private void end(Fleet ending) {
    dispatcher.refuse(this::refuseUnlessNested);
    boolean quiet = drain();
    ending.close();
    Housekeeper keeper = keeper();
    if (keeper != null) {
      keeper.close();
    }
    dispatcher.close(quiet ? call -> errors.closed() : errors::drainedTooLong);
    if (!quiet) {
      for (WorkerAttempt attempt : dispatcher.attempts()) {
        attempt.call().fail(errors.drainedTooLong(attempt.call()));
      }
    }
    stop(dispatcher.workers(), quiet ? config.timeouts().stop() : Duration.ZERO);
  }

  /** What runs may still make the nested calls that it needs to end. */
  private @Nullable SnakepitException refuseUnlessNested(PendingCall call) {
    boolean needed = Ancestors.nearest(call, flow) != null || call.spec().tool().startsWith("$");
    return needed ? null : errors.closed();
  }

  private boolean drain() {
    try {
      return dispatcher.awaitQuiet(config.timeouts().drain().toNanos());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void stop(List<PooledWorker> workers, Duration grace) {
    workers.forEach(worker -> worker.retire(grace));
    CompletableFuture<?>[] ends =
        workers.stream()
            .map(worker -> worker.spi().lost().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    try {
      // an adapter that keeps S7 needs no more than the grace; another must not hold up the
      // application
      CompletableFuture.allOf(ends).get(grace.toMillis() + 5_000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException stuck) {
      logger.warn("pool '{}': some workers did not end in time", pool);
    }
  }
}
