package io.snakepit.core.pool;

import io.snakepit.api.Changeover;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.generation.AdapterChoice;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.generation.GenerationFactory;
import io.snakepit.core.generation.GenerationPlan;
import io.snakepit.core.text.Counts;
import io.snakepit.core.text.Words;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool's life: start, and the coming and going of its workers and generations. */
final class PoolLife implements Fleet.Crew, Changeovers.Site {

  private static final Logger logger = LoggerFactory.getLogger(PoolLife.class);

  /** A call without an end so long after its worker's has been forgotten. */
  private static final long FORGOTTEN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String pool;
  private final PoolConfig config;
  private final PoolErrors errors;
  private final PoolCounters counters;
  private final PoolEvents events;
  private final CallFlow flow;
  private final Dispatcher dispatcher;
  private final GenerationFactory generations;
  private final WorkerStarter starter;
  private final Timer timer;
  private final Changeovers changeovers;
  private final Housekeeper housekeeper;
  private final PoolEnd end;
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

  private volatile @Nullable Generation current;
  private @Nullable Fleet fleet; // guarded by this
  private boolean closing; // guarded by this

  PoolLife(
      String pool,
      PoolConfig config,
      PoolErrors errors,
      PoolCounters counters,
      PoolEvents events,
      CallFlow flow,
      GenerationFactory generations,
      WorkerStarter starter,
      Timer timer,
      Executor executor) {
    this.pool = pool;
    this.config = config;
    this.errors = errors;
    this.counters = counters;
    this.events = events;
    this.flow = flow;
    this.dispatcher = flow.dispatcher();
    this.generations = generations;
    this.starter = starter;
    this.timer = timer;
    this.changeovers = new Changeovers(pool, errors, flow.departures(), this, this, executor);
    this.housekeeper =
        new Housekeeper(
            dispatcher,
            config.recycle(),
            new Delays(config.restart()),
            timer,
            new Stragglers(config.timeouts(), timer, flow.quarantine()::overdue),
            this::renew);
    this.end = new PoolEnd(pool, config.timeouts(), errors, flow, changeovers, housekeeper);
  }

  /** The current generation. */
  @Override
  public Generation generation() {
    Generation generation = current;
    if (generation == null) {
      throw new IllegalStateException("pool '" + pool + "' has not started");
    }
    return generation;
  }

  /** Starts the first generation; completes when its first worker is ready. */
  CompletionStage<Generation> start() {
    GenerationPlan plan = generations.plan(1, pool, config, AdapterChoice.configured(config));
    Fleet starting = new Fleet(plan, starter, timer, this);
    synchronized (this) {
      fleet = starting;
    }
    flow.quarantine().onQuarantine(this::replaceEarly);
    housekeeper.start();
    return starting.start();
  }

  // ---- generations ---------------------------------------------------------------------------

  /** Changes to a generation with another adapter. */
  Changeover change(AdapterChoice next) {
    return change(serving -> next);
  }

  /** Changes to a generation that differs in its tools alone. */
  Changeover reload() {
    return change(AdapterChoice::of);
  }

  private Changeover change(Function<GenerationPlan, AdapterChoice> choice) {
    synchronized (this) {
      if (closing) {
        throw errors.closed(); // before an environment is built that nobody will use
      }
    }
    return changeovers.change(
        () -> {
          GenerationPlan serving = serving();
          return generations.plan(serving.number() + 1, pool, config, choice.apply(serving));
        });
  }

  private GenerationPlan serving() {
    Fleet present = fleet();
    if (present == null) {
      throw new IllegalStateException("pool '" + pool + "' has not started");
    }
    return present.plan();
  }

  @Override
  public Fleet muster(GenerationPlan plan, WarmUp crew) {
    synchronized (this) {
      if (closing || fleet == null) {
        throw errors.closed();
      }
    }
    return new Fleet(plan, starter, timer, crew);
  }

  @Override
  public List<PooledWorker> relieve(Fleet successor, List<PooledWorker> workers) {
    Generation next = workers.get(0).generation();
    Fleet relieved;
    synchronized (this) {
      if (closing || fleet == null) {
        throw errors.closed();
      }
      relieved = fleet;
      fleet = successor;
      current = next;
    }
    relieved.close();
    workers.forEach(worker -> counters.workerStarted());
    List<PooledWorker> leaving = events.withholdLosses(() -> takeOver(workers));
    events.outageChanged(this::brokenness); // it may have been the way out of one
    return leaving;
  }

  private List<PooledWorker> takeOver(List<PooledWorker> workers) {
    List<PooledWorker> arriving = workers.stream().filter(worker -> !worker.isDead()).toList();
    List<PooledWorker> leaving = dispatcher.takeOver(workers);
    tellReady(arriving);
    return leaving;
  }

  @Override
  public void dismiss(Fleet unfit, List<PooledWorker> workers) {
    unfit.close();
    workers.forEach(worker -> worker.retire(config.timeouts().stop()));
  }

  // ---- workers come and go -------------------------------------------------------------------

  @Override
  public void ready(PooledWorker worker) {
    if (current == null) {
      current = worker.generation();
    }
    counters.workerStarted();
    if (dispatcher.add(worker)) {
      tellReady(List.of(worker));
    } else {
      worker.retire(Duration.ZERO);
    }
  }

  private void tellReady(List<PooledWorker> workers) {
    if (events.areHeard()) {
      workers.forEach(PooledWorker::measure);
      events.workersReady(workers.stream().map(dispatcher::status).toList());
    }
  }

  @Override
  public void gone(PooledWorker worker, WorkerLoss loss) {
    counters.workerLost(worker);
    dispatcher.remove(worker);
    buryLater(worker, loss);
    if (!worker.isRetired()) {
      worker
          .obituary(loss)
          .thenAccept(
              obituary -> {
                logger.warn("{}", LoggedObituary.text(obituary));
                events.workerLost(obituary);
              });
    }
  }

  /** The adapter ends what ran there before it tells the end; what it forgot would run for ever. */
  private void buryLater(PooledWorker worker, WorkerLoss loss) {
    if (!worker.active.isEmpty()) { // the last may be settling just now
      timer.schedule(FORGOTTEN_NANOS, () -> worker.active.forEach(attempt -> attempt.bury(loss)));
    }
  }

  /** Has a worker renewed, if it is one of the fleet's. */
  private void renew(PooledWorker worker) {
    Fleet present = fleet();
    if (present != null) {
      present.renew(worker);
    }
  }

  /** Has a worker replaced that is still there. */
  private void replaceEarly(PooledWorker worker) {
    Fleet present = fleet();
    if (present != null) {
      present.replaceEarly(worker);
    }
  }

  @Override
  public boolean succeed(PooledWorker worker, PooledWorker successor) {
    if (!flow.departures().succeed(worker, successor)) {
      return false;
    }
    logger.debug("worker {} is recycled after {}", worker, Counts.of(worker.calls(), "call"));
    counters.workerStarted();
    tellReady(List.of(successor));
    housekeeper.renewed();
    return true;
  }

  @Override
  public void notSucceeded(PooledWorker worker) {
    housekeeper.notRenewed();
  }

  @Override
  public void notStarted(Throwable cause) {
    logger.warn("a worker of pool '{}' could not start: {}", pool, Words.of(cause));
    counters.startFailed();
    events.startFailed(errors.notStarted(cause));
  }

  @Override
  public void complete(FailedStarts.Series failed) {
    logger.info(
        "pool '{}' has all its workers ({}), after {} in {} s",
        pool,
        config.workers(),
        Counts.of(failed.starts(), "failed start"),
        failed.time().toMillis() / 1000.0);
  }

  @Override
  public void broken(Throwable cause) {
    logger.error("pool '{}' has no worker left: {}", pool, cause.getMessage());
    dispatcher.giveUp(call -> errors.broken(lastCause().orElse(cause)));
    if (lastCause().isEmpty()) { // a worker came while this was told
      dispatcher.hopeAgain();
    }
    events.outageChanged(this::brokenness);
  }

  @Override
  public void mended() {
    logger.info("pool '{}' has workers again", pool);
    dispatcher.hopeAgain();
    events.outageChanged(this::brokenness);
  }

  /** Why no call is taken; empty while calls are. */
  Optional<SnakepitException> outage() {
    synchronized (this) {
      if (closing) {
        return Optional.of(errors.closed());
      }
    }
    return brokenness();
  }

  /** Why it has no worker and only probes for one; empty while it is whole. */
  private Optional<SnakepitException> brokenness() {
    return lastCause().map(errors::broken);
  }

  /** Of the probes, too, which may fail of something else than what broke the pool. */
  private Optional<Throwable> lastCause() {
    return Optional.ofNullable(fleet()).flatMap(Fleet::brokenBy);
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
        end.of(ending);
      } finally {
        closed.complete(null);
      }
    }
    closed.join(); // a second caller waits for the first
  }
}
