package io.snakepit.core.pool;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.adapter.AdapterCall;
import io.snakepit.core.adapter.AdapterCalls;
import io.snakepit.core.call.BurstExecutor;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.generation.GenerationPlan;
import io.snakepit.core.generation.WorkerLog;
import io.snakepit.core.generation.WorkerOpening;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.process.Obituaries;
import io.snakepit.core.process.PrivateDirectories;
import io.snakepit.core.text.Causes;
import io.snakepit.core.text.Words;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.Worker;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Starts workers: from a plan to a worker that shook hands, within the start time, or an error with
 * the worker's own words.
 */
public final class WorkerStarter implements AutoCloseable {

  /** By how much the adapter, which knows more of what went wrong, is the first to give up. */
  private static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** So long before the start time is over a worker shows what it does; that takes less. */
  private static final long STACKS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final String BUDGET = "timeouts.start";

  private final AtomicLong lastId = new AtomicLong();
  private final PrivateDirectories directories;
  private final Codecs codecs;
  private final Timer timer;
  private final BurstExecutor outcomes;
  private final AdapterCalls calls;
  private final Set<WorkerStart> starting = ConcurrentHashMap.newKeySet();
  private final Set<Worker> given =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  /**
   * Starts nothing yet.
   *
   * @param outcomes where user code is told of outcomes
   * @param adapterThreads where adapters are asked for what they may not return from: has a thread
   *     for each task at once
   */
  public WorkerStarter(
      PrivateDirectories directories,
      Codecs codecs,
      Timer timer,
      BurstExecutor outcomes,
      Executor adapterThreads) {
    this.directories = directories;
    this.codecs = codecs;
    this.timer = timer;
    this.outcomes = outcomes;
    this.calls = new AdapterCalls(adapterThreads, timer);
  }

  /**
   * Starts one. Fails with a {@link SnakepitException}; nothing of a failed start is left behind.
   */
  CompletionStage<PooledWorker> start(GenerationPlan plan) {
    String id = plan.pool() + "-" + lastId.incrementAndGet();
    long startedAt = timer.nanoTime();
    WorkerLog log = new WorkerLog(id, codecs.plain());
    WorkerOpening opening = new WorkerOpening(id, plan, directories, log, outcomes);
    WorkerStart start =
        new WorkerStart(
            opening,
            new AdapterCall.Target(plan.adapter(), plan.adapterName(), id),
            calls,
            timer,
            given);
    starting.add(start); // first: who closes this looks here for what may have begun
    return begin(opening, start)
        .handle(
            (worker, failure) -> {
              starting.remove(start);
              return failure == null
                  ? use(plan, opening, worker, start, log, startedAt)
                  : giveUp(opening, start, failure, startedAt);
            })
        .thenCompose(stage -> stage);
  }

  private CompletionStage<Worker> begin(WorkerOpening opening, WorkerStart start) {
    long budget = Spans.nanos(opening.startBudget());
    try {
      Scheduled stacks = timer.schedule(Math.max(0, budget - STACKS_NANOS), opening::showStacks);
      Scheduled timeout =
          timer.schedule(
              budget + MARGIN_NANOS,
              () -> start.overdue(opening.startBudget().toMillis() + " ms (" + BUDGET + ")"));
      return start
          .begin()
          .whenComplete(
              (worker, failure) -> {
                timeout.cancel();
                stacks.cancel();
              });
    } catch (RuntimeException | Error impossible) { // OutOfMemoryError: the timer has no thread
      return CompletableFuture.failedStage(impossible);
    }
  }

  /** No pool is left: what still starts is given up. */
  @Override
  public void close() {
    starting.forEach(WorkerStart::giveUp);
  }

  private CompletionStage<PooledWorker> use(
      GenerationPlan plan,
      WorkerOpening opening,
      Worker worker,
      WorkerStart start,
      WorkerLog log,
      long startedAt) {
    try {
      PooledWorker pooled = pooled(plan, opening, worker, log, startedAt);
      return CompletableFuture.completedStage(pooled);
    } catch (Exception | Error unfit) { // what its adapter says of it can't be right
      return giveUp(opening, start, unfit, startedAt);
    }
  }

  private PooledWorker pooled(
      GenerationPlan plan, WorkerOpening opening, Worker worker, WorkerLog log, long startedAt) {
    PooledWorker pooled =
        new PooledWorker(
            opening.worker(),
            plan.settle(worker.info()),
            worker,
            opening.process(),
            timer,
            startedAt,
            plan.config().prefetch());
    log.nameCalls(pooled::toolOf);
    worker.lost().thenRun(opening::close);
    return pooled;
  }

  /** Of one that no pool takes its process, if it has one, is killed as well. */
  private CompletionStage<PooledWorker> giveUp(
      WorkerOpening opening, WorkerStart start, Throwable failure, long startedAt) {
    start.discard();
    return explain(opening, failure, Duration.ofNanos(timer.nanoTime() - startedAt));
  }

  /** Adds what the process left behind to what the adapter saw. */
  private static CompletionStage<PooledWorker> explain(
      WorkerOpening opening, Throwable wrapped, Duration taken) {
    Throwable failure = Causes.of(wrapped);
    LaunchedProcess process = opening.process();
    opening.close();
    if (failure instanceof SnakepitException known) {
      return CompletableFuture.failedStage(known);
    }
    String words = Words.of(failure);
    return Obituaries.write(
            opening.worker(), process, 0, "", List.of(), taken, 0, OptionalLong.empty())
        .thenCompose(
            obituary ->
                CompletableFuture.failedStage(
                    startFailed(
                        "can't start: "
                            + words
                            + Scarcity.remedy(failure)
                            + (words.contains(BUDGET) ? "" : ifTooLate(opening, taken))
                            + "; "
                            + obituary.text(),
                        failure)));
  }

  /** What decides when it is too late, for an adapter that doesn't know the name. */
  private static String ifTooLate(WorkerOpening opening, Duration taken) {
    Duration budget = opening.startBudget();
    return taken.compareTo(budget) < 0
        ? ""
        : " ("
            + BUDGET
            + " is "
            + budget.toMillis()
            + " ms; is it loading something large, or waiting for input?)";
  }

  private static WorkerStartException startFailed(String message, @Nullable Throwable cause) {
    return new WorkerStartException(ErrorCode.WORKER_START_FAILED, message, null, cause);
  }
}
