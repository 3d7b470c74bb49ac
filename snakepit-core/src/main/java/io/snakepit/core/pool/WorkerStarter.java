package io.snakepit.core.pool;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.call.BurstExecutor;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.process.Obituaries;
import io.snakepit.core.process.PrivateDirectories;
import io.snakepit.core.process.ProcessLauncher;
import io.snakepit.core.text.Causes;
import io.snakepit.core.text.Words;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerOpenException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts workers: from a plan to a worker that shook hands, within the start time, or an error with
 * the worker's own words.
 */
public final class WorkerStarter {

  /** By how much the adapter, which knows more of what went wrong, is the first to give up. */
  private static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** So long before the start time is over a worker shows what it does; that takes less. */
  private static final long STACKS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final Logger logger = LoggerFactory.getLogger(WorkerStarter.class);

  private final AtomicLong lastId = new AtomicLong();
  private final ProcessLauncher launcher;
  private final PrivateDirectories directories;
  private final Codecs codecs;
  private final Timer timer;
  private final BurstExecutor outcomes;

  public WorkerStarter(
      ProcessLauncher launcher,
      PrivateDirectories directories,
      Codecs codecs,
      Timer timer,
      BurstExecutor outcomes) {
    this.launcher = launcher;
    this.directories = directories;
    this.codecs = codecs;
    this.timer = timer;
    this.outcomes = outcomes;
  }

  /**
   * Starts one. Fails with a {@link SnakepitException}; nothing of a failed start is left behind.
   */
  CompletionStage<PooledWorker> start(GenerationPlan plan) {
    String id = plan.pool() + "-" + lastId.incrementAndGet();
    long startedAt = timer.nanoTime();
    WorkerLog log = new WorkerLog(id, codecs.plain());
    WorkerOpening opening = new WorkerOpening(id, plan, launcher, directories, log, outcomes);
    CompletableFuture<Worker> opened = new CompletableFuture<>();
    Scheduled stacks =
        timer.schedule(
            Math.max(0, Spans.nanos(opening.startBudget()) - STACKS_NANOS), opening::showStacks);
    Scheduled timeout =
        timer.schedule(
            Spans.nanos(opening.startBudget()) + MARGIN_NANOS,
            () ->
                opened.completeExceptionally(
                    new WorkerOpenException("the worker said no hello", null)));
    open(plan, opening)
        .whenComplete(
            (worker, failure) -> {
              boolean first =
                  failure == null ? opened.complete(worker) : opened.completeExceptionally(failure);
              if (!first && worker != null) {
                stop(worker, opening); // it came too late
              }
            });
    return opened
        .handle(
            (worker, failure) -> {
              timeout.cancel();
              stacks.cancel();
              return failure == null
                  ? use(plan, opening, worker, log, startedAt)
                  : explain(opening, failure, since(startedAt));
            })
        .thenCompose(stage -> stage);
  }

  private static CompletionStage<Worker> open(GenerationPlan plan, WorkerOpening opening) {
    try {
      return Objects.requireNonNull(plan.adapter().open(opening), "its adapter promised no worker")
          .thenApply(worker -> Objects.requireNonNull(worker, "its adapter gave no worker"));
    } catch (Throwable failure) { // whatever it was, the pool counts on an answer
      return CompletableFuture.failedStage(failure);
    }
  }

  private CompletionStage<PooledWorker> use(
      GenerationPlan plan, WorkerOpening opening, Worker worker, WorkerLog log, long startedAt) {
    try {
      return CompletableFuture.completedStage(pooled(plan, opening, worker, log, startedAt));
    } catch (RuntimeException | Error unfit) { // what its adapter says of it can't be right
      stop(worker, opening);
      return explain(opening, unfit, since(startedAt));
    }
  }

  private PooledWorker pooled(
      GenerationPlan plan, WorkerOpening opening, Worker worker, WorkerLog log, long startedAt) {
    PooledWorker pooled =
        new PooledWorker(
            opening.worker(),
            plan.settle(
                Objects.requireNonNull(worker.info(), "its adapter gave a worker without info")),
            worker,
            opening.process(),
            timer,
            startedAt,
            plan.config().prefetch());
    log.nameCalls(pooled::toolOf);
    worker.lost().thenRun(opening::close);
    return pooled;
  }

  private static void stop(Worker worker, WorkerOpening opening) {
    try {
      worker.stop(Duration.ZERO);
    } catch (RuntimeException | Error broken) { // its process, if it has one, is killed as well
      logger.warn("the adapter of worker {} can't stop it", opening.worker(), broken);
    }
  }

  private Duration since(long startedAt) {
    return Duration.ofNanos(timer.nanoTime() - startedAt);
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
    String late = ifTooLate(opening.startBudget(), taken);
    return Obituaries.write(
            opening.worker(), process, 0, "", List.of(), taken, 0, OptionalLong.empty())
        .thenCompose(
            obituary ->
                CompletableFuture.failedStage(
                    startFailed(
                        "can't start: "
                            + Words.of(failure)
                            + Scarcity.remedy(failure)
                            + late
                            + "; "
                            + obituary.text(),
                        failure)));
  }

  /** What decides when it is too late, for an adapter that doesn't know the name. */
  private static String ifTooLate(Duration budget, Duration taken) {
    return taken.compareTo(budget) < 0
        ? ""
        : " (timeouts.start is "
            + budget.toMillis()
            + " ms; is it loading something large, or waiting for input?)";
  }

  private static WorkerStartException startFailed(String message, @Nullable Throwable cause) {
    return new WorkerStartException(ErrorCode.WORKER_START_FAILED, message, null, cause);
  }
}
