package io.snakepit.core.pool;

import io.snakepit.api.Capability;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.contents.ErrorContents;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.host.HostTask;
import io.snakepit.core.host.HostToolInvoker;
import io.snakepit.core.text.Counts;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of calls: those whose attempt failed, those nobody waits for, and those that
 * call the JVM.
 */
final class CallFlow implements AttemptOwner {

  /** Workers that may die of a call before it is taken for the reason. */
  private static final int MOST_SUDDEN_DEATHS = 2;

  /** How soon it is looked again whether a call that nobody waits for has begun. */
  private static final long LEAST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final String pool;
  private final PoolConfig config;
  private final PoolErrors errors;
  private final Retries retries;
  private final PoolCounters counters;
  private final HostToolInvoker hostTools;
  private final Timer timer;
  private final Dispatcher dispatcher;
  private final Quarantine quarantine;
  private final Departures departures;

  CallFlow(
      String pool,
      PoolConfig config,
      PoolErrors errors,
      PoolCounters counters,
      HostToolInvoker hostTools,
      Timer timer) {
    this.pool = pool;
    this.config = config;
    this.errors = errors;
    this.retries = new Retries(config.retry());
    this.counters = counters;
    this.hostTools = hostTools;
    this.timer = timer;
    this.dispatcher = new Dispatcher(this, config, errors);
    this.quarantine = new Quarantine(dispatcher, config.timeouts(), timer);
    this.departures = new Departures(dispatcher, config.timeouts(), timer);
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  Quarantine quarantine() {
    return quarantine;
  }

  Departures departures() {
    return departures;
  }

  @Override
  public Timer timer() {
    return timer;
  }

  @Override
  public void accepted(PendingCall call) {
    counters.callAccepted();
  }

  @Override
  public void refused(PendingCall call) {
    counters.callRefused();
  }

  @Override
  public void settled(WorkerAttempt attempt) {
    dispatcher.settled(attempt);
    quarantine.settled(attempt.worker());
  }

  @Override
  public void vacated(PooledWorker worker) {
    departures.vacated(worker);
  }

  @Override
  public void restore(SessionRestoration restoration) {
    try { // not where outcomes are told: its steps may wait for some
      hostTools.execute(() -> restoration.run(dispatcher));
    } catch (RejectedExecutionException full) {
      restoration.failed(dispatcher, full);
    }
  }

  @Override
  public SnakepitException unsupported(Capability capability, Generation generation) {
    return errors.unsupported(capability, generation);
  }

  @Override
  public void failed(WorkerAttempt attempt, Failure failure) {
    PendingCall call = attempt.call();
    switch (failure.kind()) {
      case REMOTE -> {
        call.check(timer.nanoTime()); // what fails at its deadline fails because of it
        if (!call.isEnded()) {
          Generation generation = attempt.worker().generation();
          call.fail(
              ErrorContents.toException(
                  generation.codec(), failure.error(), call.spec().tool(), generation.tools()));
        }
      }
      case TOO_LARGE ->
          call.fail(
              new InvalidCallException(
                  ErrorCode.CALL_TOO_LARGE,
                  "tool '" + call.spec().tool() + "': " + failure.message(),
                  null,
                  List.of()));
      case WITHDRAWN -> notRun(call);
      case LOST, PROTOCOL -> lost(attempt, failure);
    }
  }

  private void lost(WorkerAttempt attempt, Failure failure) {
    PooledWorker worker = attempt.worker();
    PendingCall call = attempt.call();
    boolean started = attempt.isStarted();
    worker.doubt();
    counters.workerLost(worker);
    if (started) {
      worker.diedBusy = true;
      // while what it ran is known: that may be made again elsewhere, or nobody waits for it
      worker.obituary(failure.message(), worker.running(attempt));
    }
    if (call.isEnded()) {
      return;
    }
    if (!started && !wasAlone(attempt)) {
      notRun(call);
      return;
    }
    call.countAttempt();
    if (!started && call.countSuddenDeath() <= MOST_SUDDEN_DEATHS) {
      notRun(call);
      return;
    }
    OptionalLong delay = retries.delayOf(call, timer.nanoTime());
    if (delay.isPresent()) {
      counters.callRetried();
      call.waitsAgain();
      dispatcher.postpone(call);
      timer.schedule(delay.getAsLong(), () -> notRun(call));
      return;
    }
    dispatcher.mourn(call);
    worker
        .obituary(failure.message(), worker.running(attempt))
        .thenAccept(
            obituary -> {
              call.fail(errors.crashed(failure, obituary, worker.killing(), call.attempts()));
              dispatcher.mournedEnough(call);
            });
  }

  /**
   * Whether a worker died by itself when it had nothing else to do. What reads the arguments may be
   * at fault: a call to which that happens again and again is taken for what kills workers.
   */
  private static boolean wasAlone(WorkerAttempt attempt) {
    PooledWorker worker = attempt.worker();
    return worker.killing() == null
        && !worker.diedBusy
        && worker.active.stream().noneMatch(other -> other != attempt && other.isStarted());
  }

  /** A call goes back into the queue. */
  private void notRun(PendingCall call) {
    call.waitsAgain();
    dispatcher.requeue(call);
  }

  @Override
  public void hostCall(WorkerAttempt attempt, HostRequest request, HostCallSet open) {
    Codec codec = attempt.worker().generation().codec();
    int frameBytes = config.limits().frameBytes();
    if (open.size() >= config.limits().hostCalls()) {
      request.fail(
          ErrorContents.hostToolFailed(
              codec,
              new IllegalStateException(
                  "this call has "
                      + Counts.of(config.limits().hostCalls(), "host call")
                      + " open already (limits.host-calls)"),
              frameBytes));
      return;
    }
    HostTask task = hostTools.prepare(request, codec, attempt.lineage(pool), frameBytes);
    if (open.add(task)) { // before it starts: what it calls must find its ancestor waiting
      hostTools.start(task, request, codec, frameBytes);
    }
  }

  @Override
  public @Nullable Scheduled afterGrace(WorkerAttempt attempt) {
    boolean canCancel = attempt.worker().generation().can(Capability.CANCELLATION);
    long grace = canCancel ? Spans.nanos(config.timeouts().cancelGrace()) : 0;
    boolean waits = attempt.waitsForEarlier();
    if (waits) {
      grace = Math.max(grace, LEAST_WAIT_NANOS);
    }
    return timer.schedule(grace, () -> graceIsOver(attempt, waits));
  }

  /**
   * A busy worker doesn't read, and can't give back what it hasn't come to: nothing runs of it. One
   * that has been busy may be about to.
   */
  private void graceIsOver(WorkerAttempt attempt, boolean waited) {
    if (waited || attempt.waitsForEarlier()) {
      attempt.renewGrace();
    } else {
      quarantine.overdue(attempt, "after its caller had gone");
    }
  }
}
