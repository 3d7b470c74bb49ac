package io.snakepit.core.pool;

import io.snakepit.core.call.Attempt;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.host.CallLineage;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerLoss;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call on one worker. Its two ends are apart (S2): the outcome goes to the call, and only
 * <em>settled</em> gives the worker back.
 */
final class WorkerAttempt implements Attempt, ExchangeListener {

  private static final Logger logger = LoggerFactory.getLogger(WorkerAttempt.class);

  private final PendingCall call;
  private final PooledWorker worker;
  private final long id;
  private final long parent;
  private final AttemptOwner owner;
  private final AttemptExchange exchange = new AttemptExchange(this);
  private final HostCallSet hostCalls = new HostCallSet();

  private volatile boolean started;
  private volatile boolean outcome;
  private volatile boolean ran;
  private volatile boolean settled;

  private long beganAt; // written before the exchange begins, to be read after it has

  // guarded by this
  private boolean abandoned;
  private @Nullable Scheduled grace;

  private boolean settledInBegin; // of the thread in begin(), which may not have returned yet

  WorkerAttempt(PendingCall call, PooledWorker worker, long id, long parent, AttemptOwner owner) {
    this.call = call;
    this.worker = worker;
    this.id = id;
    this.parent = parent;
    this.owner = owner;
  }

  PendingCall call() {
    return call;
  }

  PooledWorker worker() {
    return worker;
  }

  AttemptOwner owner() {
    return owner;
  }

  long id() {
    return id;
  }

  /**
   * Whether its code may have begun to run. What fails before begin() has returned never reached
   * the worker.
   */
  @Override
  public boolean isStarted() {
    return started || (!isAnnounced() && !exchange.isInBegin());
  }

  /** Whether the worker says when the code begins to run: the call may wait there behind others. */
  private boolean isAnnounced() {
    return worker.queues() && parent == 0;
  }

  /** How long ago it was given to the worker, in nanoseconds; 0 when it is just about to be. */
  long nanosSinceBegin() {
    return exchange.hasBegun() ? owner.timer().nanoTime() - beganAt : 0;
  }

  /** Whether its code has run, as far as is known when it has settled. */
  boolean hasRun() {
    return ran;
  }

  /** Whether it has its outcome, or nobody waits for one, while its code still runs. */
  boolean isUnsettled() {
    return !settled && (outcome || call.isEnded());
  }

  boolean isSettled() {
    return settled;
  }

  /** Whether its code runs, for all that is known: not when it was only sent ahead. */
  boolean isRunning() {
    return isStarted() && !settled;
  }

  /** Whether its code waits for a host tool, so that another call may run on top. */
  boolean awaitsHost() {
    return !settled && hostCalls.isWaiting();
  }

  /**
   * Gives the call to the worker.
   *
   * @return whether it has settled meanwhile; the dispatcher isn't told then
   */
  boolean begin() {
    if (call.isEnded()) { // while it was on its way here
      return isFirstSettled();
    }
    Payload arguments;
    try {
      arguments = AttemptMessage.arguments(call, worker.generation(), owner);
    } catch (Exception | Error unfit) { // anew for another codec, which takes memory
      call.fail(AttemptMessage.unfit(call, unfit));
      return isFirstSettled();
    }
    if (settled) { // buried, so long has it taken: another attempt may carry the call by now
      return false;
    }
    call.beginAttempt(worker.id());
    call.carriedBy(this);
    try {
      beganAt = owner.timer().nanoTime();
      CallHead head = AttemptMessage.head(call, id, parent, isAnnounced(), beganAt);
      exchange.begin(worker.spi(), head, arguments, this);
      if (call.isEnded() && !outcome) { // before it could be told who carries it
        abandon();
      }
    } catch (Exception | Error broken) {
      distrust(broken);
      if (isFirstSettled()) { // what it did with the call is unknown, and may still be told of
        settledInBegin = true;
      }
    }
    return settledInBegin;
  }

  /** Its adapter failed. After both ends of this call another may run, and would pay. */
  void exchangeFailed(Throwable broken) {
    if (settled) {
      logger.warn("the adapter of worker {} failed after the end of a call", worker.id(), broken);
    } else {
      distrust(broken);
    }
  }

  private void distrust(Throwable broken) {
    distrust("its adapter failed: " + broken, broken);
  }

  /** The adapter did what it must not, and is not trusted further. */
  private void distrust(String reason, @Nullable Throwable broken) {
    started = true; // for all that is known
    worker.kill(reason, broken);
    onFailure(Failure.of(Failure.Kind.PROTOCOL, reason, broken));
  }

  // ---- the call's side -----------------------------------------------------------------------

  @Override
  public boolean drive(long nanos) {
    return exchange.drive(nanos);
  }

  /** Ends the call if its time is over, while its caller, who would, is held up in the adapter. */
  void endIfOverdue(long now) {
    if (!call.isEnded()) {
      call.check(now);
      if (call.isEnded()) {
        exchange.interrupt();
      }
    }
  }

  @Override
  public void request(long items) {
    exchange.request(items);
  }

  @Override
  public void abandon() {
    synchronized (this) {
      if (abandoned || settled) {
        return;
      }
      abandoned = true;
      grace = owner.afterGrace(this);
    }
    hostCalls.interrupt();
    exchange.cancel();
  }

  /** Gives it the grace once more, unless it has settled meanwhile. */
  synchronized void renewGrace() {
    if (!settled) {
      grace = owner.afterGrace(this);
    }
  }

  /** Whether it was only sent ahead, and its worker is busy with what it was given before. */
  boolean waitsForEarlier() {
    return isAnnounced()
        && !started
        && worker.active.stream()
            .anyMatch(other -> other.id < id && other.isStarted() && !other.settled);
  }

  // ---- the worker's side ---------------------------------------------------------------------

  @Override
  public void onStarted() {
    started = true;
    if (carries()) {
      call.started();
    }
  }

  @Override
  public void onItem(Payload item) {
    if (carries() && isGiven(item, "onItem")) {
      call.item(item, worker.generation().codec());
    }
  }

  @Override
  public void onHostCall(HostRequest request) {
    if (isGiven(request, "onHostCall")) {
      owner.hostCall(this, request, hostCalls);
    }
  }

  @Override
  public void onProgress(Payload progress) {
    if (carries() && isGiven(progress, "onProgress")) {
      call.progress(progress, worker.generation().codec());
    }
  }

  /** Used later, a null would seem to be a fault of the tool's, or of a value. */
  private boolean isGiven(@Nullable Object what, String signal) {
    if (what == null && !settled) {
      distrust("its adapter gave null to ExchangeListener." + signal, null);
    }
    return what != null;
  }

  /** One that has no words, as some exceptions haven't, is a failure all the same. */
  private static Failure worded(Failure failure) {
    return failure.message() != null
        ? failure
        : new Failure(
            failure.kind(), "its adapter did not tell why", failure.error(), failure.cause());
  }

  /** Whether what comes is the call's, which another attempt may carry by now. */
  private boolean carries() {
    return !outcome && !call.isEnded();
  }

  @Override
  public void onComplete() {
    if (carries() && !call.isAnswered()) {
      distrust("its adapter ended a call without a result", null);
      return;
    }
    if (!isFirstOutcome()) {
      return;
    }
    ran = true;
    call.dropped(this);
    call.succeed();
    hostCalls.interrupt();
  }

  @Override
  public void onFailure(Failure failure) {
    if (!isGiven(failure, "onFailure") || !isGiven(failure.kind(), "onFailure (Failure.kind)")) {
      return;
    }
    if (failure.kind() == Failure.Kind.WITHDRAWN && isWanted()) {
      // Begun again, it would only come back: for ever, if that worker is the only one.
      distrust("it withdrew a call that nobody had cancelled", null);
      return;
    }
    if (!isFirstOutcome()) {
      return;
    }
    ran =
        switch (failure.kind()) {
          case REMOTE -> true;
          case WITHDRAWN, TOO_LARGE -> false;
          case LOST, PROTOCOL -> isStarted();
        };
    call.dropped(this);
    owner.failed(this, worded(failure));
    hostCalls.interrupt();
  }

  @Override
  public void onSettled() {
    if (carries()) {
      distrust("its adapter told the end of a call, but no outcome", null);
    }
    if (!isFirstSettled()) {
      return;
    }
    hostCalls.interrupt();
    exchange.settled(owner.timer());
    if (exchange.isInBegin()) {
      settledInBegin = true;
    } else {
      owner.settled(this);
    }
  }

  /** Its worker is gone, and the adapter doesn't tell of it: both of its ends come from here. */
  void bury(WorkerLoss loss) {
    exchange.interrupt();
    onFailure(Failure.of(Failure.Kind.LOST, loss.reason(), loss.cause()));
    onSettled();
  }

  /** Whether nobody gave it up, and it wasn't to run on top of one that may have ended. */
  private synchronized boolean isWanted() {
    return parent == 0 && !abandoned && !outcome && !call.isEnded();
  }

  /** Each end comes once, whatever an adapter that broke its promises tells later. */
  private synchronized boolean isFirstOutcome() {
    boolean first = !outcome;
    outcome = true;
    return first;
  }

  private synchronized boolean isFirstSettled() {
    boolean first = !settled;
    settled = true;
    if (grace != null) {
      grace.cancel();
    }
    return first;
  }

  /** Whether its code runs on although the call has its outcome, and nobody has bounded that. */
  synchronized boolean lingers() {
    return outcome && !settled && grace == null;
  }

  /** Whether it ends a session, and does so by now. */
  boolean endsSession() {
    return call.spec().tool().equals(CallSpec.SESSION_END)
        && !isUnsettled()
        && !settled
        && (isStarted() || isNextToRun());
  }

  /** Not all workers announce tools of ours: it may be the one that keeps the others waiting. */
  private boolean isNextToRun() {
    return worker.active.stream().noneMatch(WorkerAttempt::isStarted);
  }

  /** The lineage of what this attempt's code asks the JVM to do. */
  CallLineage lineage(String pool) {
    CallSpec spec = call.spec();
    return new CallLineage(
        spec.lineage(),
        spec.tool(),
        pool,
        worker.id(),
        spec.session() == null ? null : spec.session().key(),
        spec.metadata(),
        spec.deadline(),
        this);
  }
}
