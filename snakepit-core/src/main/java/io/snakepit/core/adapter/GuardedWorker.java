package io.snakepit.core.adapter;

import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An adapter's worker, of whose life the core need not take the adapter's word: it has an end when
 * its process has, or when it was told to stop, and what it is asked holds up nobody. Calls pass
 * through.
 */
public final class GuardedWorker implements Worker {

  private static final Logger logger = LoggerFactory.getLogger(GuardedWorker.class);

  private final Worker worker;
  private final AdapterCall.Target target;
  private final @Nullable LaunchedProcess process;
  private final Timer timer;
  private final AdapterCalls calls;
  private final WorkerInfo info;
  private final CompletableFuture<WorkerLoss> lost = new CompletableFuture<>();
  private final CompletionStage<WorkerLoss> lostView = lost.minimalCompletionStage();

  // guarded by this
  private @Nullable Duration grace; // that it is yet to be told
  private boolean stopping; // a thread tells it

  /**
   * Takes one over, which is to be {@linkplain #watch watched}.
   *
   * @param info what it is
   * @param process what the core kills if all else fails, and the end of which is the worker's
   */
  public GuardedWorker(
      Worker worker,
      WorkerInfo info,
      AdapterCall.Target target,
      @Nullable LaunchedProcess process,
      Timer timer,
      AdapterCalls calls) {
    this.worker = worker;
    this.target = target;
    this.process = process;
    this.timer = timer;
    this.calls = calls;
    this.info = info;
    if (process != null) {
      process.exit().thenRun(() -> concludeLater(Duration.ZERO, "its process has ended"));
    }
  }

  /** Asks its adapter to tell its end; throws when that can't. */
  public void watch() {
    Objects.requireNonNull(worker.lost(), "its adapter gave a worker that tells no end")
        .whenComplete((loss, failure) -> lost.complete(whole(loss, failure)));
  }

  /** What is told of an end may lack what it has to have; it is an end all the same. */
  private static WorkerLoss whole(@Nullable WorkerLoss loss, @Nullable Throwable failure) {
    if (loss == null) {
      return unfit(failure);
    }
    return loss.kind() == null || loss.reason() == null ? unfit(loss.cause()) : loss;
  }

  private static WorkerLoss unfit(@Nullable Throwable failure) {
    return gone("its adapter did not tell how" + (failure == null ? "" : ": " + failure), failure);
  }

  private static WorkerLoss gone(String how, @Nullable Throwable cause) {
    return new WorkerLoss(WorkerLoss.Kind.GONE, "the worker is gone: " + how, cause);
  }

  @Override
  public WorkerInfo info() {
    return info;
  }

  @Override
  public Exchange begin(CallHead head, Payload arguments, ExchangeListener listener) {
    return worker.begin(head, arguments, listener);
  }

  @SuppressWarnings("NullAway") // javac 17 reads no annotations of type arguments from class files
  @Override
  public CompletionStage<Void> probe() {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    calls.ask(
        target,
        "probe",
        () -> worker.probe().whenComplete((sign, gone) -> answer.complete(null)),
        broken -> { // by its adapter, which can't ask: no reason to end the worker
          answer.complete(null);
          logger.warn(
              "the adapter of worker {} can't ask it for a sign of life", target.worker(), broken);
        });
    return answer;
  }

  @Override
  public void stop(Duration within) {
    boolean tells;
    synchronized (this) {
      if (grace == null || within.compareTo(grace) < 0) {
        grace = within;
      }
      tells = stopping;
      stopping = true;
    }
    if (!tells) {
      calls.ask(target, "stop", this::tellStop, this::notStopped);
    }
    concludeLater(within, "it was told to stop");
  }

  /** One at a time: who hangs in one would in the next. */
  private void tellStop() {
    for (Duration next = nextGrace(); next != null; next = nextGrace()) {
      worker.stop(next);
    }
  }

  private synchronized @Nullable Duration nextGrace() {
    Duration next = grace;
    grace = null;
    stopping = next != null;
    return next;
  }

  private void notStopped(Throwable broken) {
    logger.warn("the adapter of worker {} can't stop it", target.worker(), broken);
    synchronized (this) {
      stopping = false;
    }
    if (process != null) {
      process.kill();
    }
  }

  private void concludeLater(Duration within, String why) {
    if (lost.isDone()) {
      return;
    }
    Scheduled conclusion =
        timer.schedule(Spans.nanos(within) + AdapterCalls.PATIENCE.toNanos(), () -> conclude(why));
    lost.whenComplete((loss, failure) -> conclusion.cancel()); // it keeps all of the worker
  }

  /** The adapter has had its time to tell the end. */
  private void conclude(String why) {
    if (lost.isDone()) {
      return;
    }
    if (process != null && !process.exit().toCompletableFuture().isDone()) {
      process.kill(); // its exit comes next
      return;
    }
    String how = why + ", and adapter '" + target.name() + "' doesn't tell its end (Worker.lost)";
    logger.warn("worker {}: {}", target.worker(), how);
    lost.complete(gone(how, null));
  }

  @Override
  public CompletionStage<WorkerLoss> lost() {
    return lostView;
  }
}
