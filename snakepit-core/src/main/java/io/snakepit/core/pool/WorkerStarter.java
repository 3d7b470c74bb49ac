package io.snakepit.core.pool;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.adapter.AdapterCall;
import io.snakepit.core.adapter.AdapterCalls;
import io.snakepit.core.adapter.GuardedWorker;
import io.snakepit.core.adapter.HungAdapterException;
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
import io.snakepit.spi.WorkerOpenException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger logger = LoggerFactory.getLogger(WorkerStarter.class);

  private final AtomicLong lastId = new AtomicLong();
  private final PrivateDirectories directories;
  private final Codecs codecs;
  private final Timer timer;
  private final BurstExecutor outcomes;
  private final AdapterCalls calls;
  private final Map<AdapterCall<?>, WorkerOpening> starting = new ConcurrentHashMap<>();
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
    AdapterCall.Target target = new AdapterCall.Target(plan.adapter(), plan.adapterName(), id);
    CompletableFuture<Worker> opened = new CompletableFuture<>();
    AdapterCall<?> call =
        calls.open(
            target,
            () -> plan.adapter().open(opening),
            (promised, failure) -> relay(promised, failure, opened, target));
    starting.put(call, opening); // first: who closes this looks here for what may have begun
    Scheduled stacks =
        timer.schedule(
            Math.max(0, Spans.nanos(opening.startBudget()) - STACKS_NANOS), opening::showStacks);
    Scheduled timeout =
        timer.schedule(
            Spans.nanos(opening.startBudget()) + MARGIN_NANOS,
            () -> overdue(call, opening, opened));
    calls.begin(call);
    return opened
        .handle(
            (worker, failure) -> {
              starting.remove(call);
              timeout.cancel();
              stacks.cancel();
              return failure == null
                  ? use(plan, opening, worker, target, log, startedAt)
                  : explain(opening, failure, since(startedAt));
            })
        .thenCompose(stage -> stage);
  }

  /** What open has returned becomes the start's outcome, unless that has one already. */
  private void relay(
      @Nullable CompletionStage<Worker> promised,
      @Nullable Throwable failure,
      CompletableFuture<Worker> opened,
      AdapterCall.Target target) {
    if (failure != null) {
      opened.completeExceptionally(failure);
      return;
    }
    try {
      Objects.requireNonNull(promised, "its adapter promised no worker")
          .thenApply(worker -> Objects.requireNonNull(worker, "its adapter gave no worker"))
          .whenComplete(
              (worker, broken) -> {
                boolean first =
                    broken == null ? opened.complete(worker) : opened.completeExceptionally(broken);
                if (!first && worker != null) {
                  stop(worker, target); // it came too late
                }
              });
    } catch (Exception | Error unfit) { // a stage of the adapter's making
      opened.completeExceptionally(unfit);
    }
  }

  private void overdue(
      AdapterCall<?> call, WorkerOpening opening, CompletableFuture<Worker> opened) {
    String budget = opening.startBudget().toMillis() + " ms (" + BUDGET + ")";
    HungAdapterException hung = calls.overdue(call, budget);
    boolean first =
        opened.completeExceptionally(
            hung != null ? hung : new WorkerOpenException("the worker said no hello", null));
    if (first) { // only now: what the interrupt makes of it would hide the reason
      calls.giveUp(call);
    }
  }

  /** No pool is left: what still starts is given up. */
  @Override
  public void close() {
    starting.forEach(
        (call, opening) -> {
          opening.close();
          calls.giveUp(call);
        });
  }

  private CompletionStage<PooledWorker> use(
      GenerationPlan plan,
      WorkerOpening opening,
      Worker worker,
      AdapterCall.Target target,
      WorkerLog log,
      long startedAt) {
    if (!given.add(worker)) { // it is another one's, and goes on as that
      return explain(
          opening,
          new IllegalStateException("its adapter gave a worker that it had given before"),
          since(startedAt));
    }
    try {
      GuardedWorker guarded = new GuardedWorker(worker, target, opening.process(), timer, calls);
      guarded.lost().thenRun(() -> given.remove(worker));
      PooledWorker pooled = pooled(plan, opening, guarded, log, startedAt);
      return CompletableFuture.completedStage(pooled);
    } catch (Exception | Error unfit) { // what its adapter says of it can't be right
      given.remove(worker);
      stop(worker, target);
      return explain(opening, unfit, since(startedAt));
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

  /** Of one that no pool takes; its process, if it has one, is killed as well. */
  private void stop(Worker worker, AdapterCall.Target target) {
    calls.ask(
        target,
        "stop",
        () -> worker.stop(Duration.ZERO),
        broken -> logger.warn("the adapter of worker {} can't stop it", target.worker(), broken));
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
