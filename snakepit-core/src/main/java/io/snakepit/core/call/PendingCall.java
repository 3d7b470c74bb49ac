package io.snakepit.core.call;

import io.snakepit.api.CallOutcome;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.Payload;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call until its outcome, whichever worker carries it. It ends exactly once (S1): who ends it
 * first wins, whatever the others find out later.
 */
public abstract class PendingCall extends Linked {

  private final CallSpec spec;
  private final CallControl control;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final @Nullable ProgressRelay progress;
  private final @Nullable CallHistory history; // null when nobody is to be told of it

  private volatile @Nullable Attempt attempt;
  private volatile boolean begun;
  private volatile boolean waits = true; // for a worker, at first or again
  private volatile @Nullable SnakepitException failure;
  private volatile @Nullable Scheduled nextCheck;
  private final AtomicInteger attempts = new AtomicInteger();
  private int suddenDeaths; // guarded by this
  private long ticket;

  PendingCall(CallSpec spec, CallControl control) {
    this.spec = spec;
    this.control = control;
    this.progress =
        spec.onProgress() == null ? null : new ProgressRelay(spec.onProgress(), control.executor());
    Consumer<CallOutcome> outcomes = spec.isInternal() ? null : control.outcomes();
    this.history = outcomes == null ? null : new CallHistory(spec, control.timer(), outcomes);
  }

  public final CallSpec spec() {
    return spec;
  }

  final CallControl control() {
    return control;
  }

  /** Whether the outcome is there. */
  public final boolean isEnded() {
    return ended.get();
  }

  /** Its place in the order of the pool's calls. */
  public final long ticket() {
    return ticket;
  }

  /** Gives it its place, once, when the pool accepts it. */
  public final void setTicket(long place) {
    ticket = place;
  }

  /** Why it failed; null before its outcome, and when it succeeded. */
  public final @Nullable SnakepitException failure() {
    return failure;
  }

  /** Has a failure, which was mostly made by a thread that reads, say where its caller is. */
  static SnakepitException atCaller(SnakepitException failure) {
    failure.fillInStackTrace();
    return failure;
  }

  // ---- what the pool and the attempt tell it -------------------------------------------------

  /** An attempt begins, on the worker with this id. */
  public final void beginAttempt(String worker) {
    begun = true;
    waits = false;
    if (history != null) {
      history.given(worker);
    }
  }

  /** No worker has it any more, and another is to run it. */
  public final void waitsAgain() {
    waits = true;
  }

  /** An attempt has failed with its worker, which ran it or may have died of it. */
  public final void countAttempt() {
    attempts.incrementAndGet();
  }

  /** How many attempts have failed so; one that was only sent ahead is none. */
  public final int attempts() {
    return attempts.get();
  }

  /** A worker died to which it had been given alone, before it had started. */
  public final synchronized int countSuddenDeath() {
    return ++suddenDeaths;
  }

  /** An attempt carries the call from now on. */
  public void carriedBy(Attempt carrier) {
    attempt = carrier;
  }

  /** The code of the attempt that carries the call begins. */
  public void started() {}

  /** The attempt can do no more for the call. */
  public void dropped(Attempt carrier) {
    if (attempt == carrier) {
      attempt = null;
    }
  }

  /** Items that the next attempt may send at first. */
  public abstract int initialCredit();

  /** Whether making the call again would repeat something that the caller has seen. */
  public abstract boolean hasDelivered();

  /** Whether it has what it can succeed with: a stream may be empty, another call has a result. */
  public abstract boolean isAnswered();

  /** Whether the calling thread is the one that waits for the outcome. */
  public abstract boolean isDrivenByCurrentThread();

  /** An item has come. */
  public abstract void item(Payload item, Codec codec);

  /** A report has come. */
  public final void progress(Payload report, Codec codec) {
    if (progress != null) {
      progress.offer(report, codec);
    }
  }

  /** The outcome: success, after all items. */
  public final void succeed() {
    end(null);
  }

  /** The outcome: failure; answers whether it came first. */
  public final boolean fail(SnakepitException failure) {
    return end(failure);
  }

  /** The pool doesn't take the call: it fails, and counts neither as accepted nor as ended. */
  public final void refuse(SnakepitException why) {
    if (claim(why)) {
      onEnd(why);
    }
  }

  /** Fails the call and stops what runs for it. */
  public final void abandon(SnakepitException why) {
    if (!claim(why)) {
      return;
    }
    Attempt carrier = attempt;
    if (carrier == null) {
      control.withdraw(this); // first, so that whoever is told finds it out of the queue
    }
    try {
      tell(why);
    } finally {
      if (carrier != null) {
        carrier.abandon();
      }
    }
  }

  private boolean end(@Nullable SnakepitException failure) {
    if (!claim(failure)) {
      return false;
    }
    tell(failure);
    return true;
  }

  /** The outcome is fixed by whoever comes first. */
  private boolean claim(@Nullable SnakepitException outcome) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    failure = outcome;
    if (history != null) {
      history.ended(outcome);
    }
    Scheduled check = nextCheck;
    if (check != null) {
      check.cancel();
    }
    return true;
  }

  private void tell(@Nullable SnakepitException outcome) {
    control.ended(this, outcome);
    onEnd(outcome);
  }

  /** Tells whoever waits. */
  abstract void onEnd(@Nullable SnakepitException failure);

  /** Whether the application wants to be told of its outcome. */
  final boolean isReported() {
    return history != null;
  }

  /** Tells the application of the outcome that is there; once, and on a thread of user code. */
  final void report() {
    if (history != null) {
      history.report();
    }
  }

  // ---- time ----------------------------------------------------------------------------------

  /**
   * Has the pool's timer look after the deadlines, for calls that no thread waits for; also when
   * one has passed: who ends a call asks its adapter to, which may not return.
   */
  public final void watch() {
    lookAt(nextLook(control.timer().nanoTime()));
  }

  private void look() {
    if (!isEnded()) {
      lookAt(check(control.timer().nanoTime()));
    }
  }

  private void lookAt(long time) {
    if (time == Timer.NEVER || isEnded()) {
      return;
    }
    long delay = Math.max(0, time - control.timer().nanoTime());
    Scheduled check = control.timer().schedule(delay, this::look);
    nextCheck = check;
    if (isEnded()) {
      check.cancel();
    }
  }

  /** Ends the call if its time has come; answers when to look again. */
  public long check(long now) {
    if (now >= spec.deadline()) {
      abandon(
          new DeadlineExceededException(
              ErrorCode.DEADLINE_EXCEEDED,
              (spec.stream()
                      ? "the stream of tool '" + spec.tool() + "' hadn't ended at its deadline, "
                      : "tool '" + spec.tool() + "' had no result at its deadline, ")
                  + ofDeadline()
                  + (waits ? waiting() + control.whatItWaitsFor(this) : "")));
      return Timer.NEVER;
    }
    if (!begun && now >= spec.queueDeadline()) {
      abandon(control.queueTimeout(this));
      return Timer.NEVER;
    }
    return nextLook(now);
  }

  private String waiting() {
    return attempts() == 0
        ? ": it was still waiting for "
        : ": its worker had died, and it was waiting again for ";
  }

  /** When a call that hasn't ended now has to be looked at. */
  long nextLook(long now) {
    return begun ? spec.deadline() : Math.min(spec.deadline(), spec.queueDeadline());
  }

  private String ofDeadline() {
    Duration timeout = spec.timeout();
    return timeout == null
        ? "which is that of the call that it is nested in"
        : "after "
            + Spans.millis(timeout)
            + (spec.stream() ? " ms (Call.timeout)" : " ms (Call.timeout, or else timeouts.call)");
  }

  /** The attempt that carries the call now. */
  final @Nullable Attempt attempt() {
    return attempt;
  }

  @Override
  public String toString() {
    return spec.tool();
  }
}
