package io.snakepit.wire;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One call on a wire: turns what is said about it into the listener's signals and holds the worker
 * to the order in which it may be said.
 *
 * <p>What the worker says, and its end, come under the delivery lock of the {@link WireConnection};
 * the methods of {@link Exchange} are called on any thread.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public abstract class WireExchange implements Exchange {

  private final CallHead head;
  private final ExchangeListener listener;
  private final Insistence insistence;

  /** Items that the worker may have sent by now. */
  private final AtomicLong granted;

  private final AtomicBoolean cancelled = new AtomicBoolean();

  /** Items that came. Under the delivery lock. */
  private long received;

  private volatile boolean started;
  private volatile boolean outcome;
  private volatile boolean settled;

  /** The failure that stands in for whatever outcome the worker reports. */
  private volatile @Nullable Failure overruling;

  /**
   * Makes an exchange of which the worker hasn't been told yet.
   *
   * @param head the call's head
   * @param listener takes the signals; what it throws is logged, and goes no further
   * @param connection of the worker
   */
  protected WireExchange(CallHead head, ExchangeListener listener, WireConnection<?> connection) {
    this(head, listener, connection.interrupter());
  }

  @SuppressWarnings("this-escape") // it isn't used before there is something to insist on
  WireExchange(CallHead head, ExchangeListener listener, Interrupter interrupter) {
    this.head = head;
    this.listener = new GuardedListener(listener);
    this.granted = new AtomicLong(head.credit());
    this.insistence = new Insistence(this, interrupter);
  }

  /**
   * Tells the worker that it may send more items.
   *
   * @param items how many more, at least 1
   */
  protected abstract void sendCredit(int items);

  /**
   * Tells the worker to end the call. May be told again.
   *
   * @param running whether its code may be running, so that a worker busy with it has to be made to
   *     look at its input, by {@link WireConnection#nudge}
   */
  protected abstract void sendCancel(boolean running);

  @Override
  public final void request(long items) {
    if (items <= 0) {
      throw new IllegalArgumentException("items must be positive, not " + items);
    }
    if (outcome) {
      return;
    }
    int credit = (int) Math.min(items, Integer.MAX_VALUE);
    granted.addAndGet(credit);
    sendCredit(credit);
  }

  @Override
  public final void cancel() {
    // Noted first: a call that settles now is either seen to have, or sees this and ends insisting.
    if (cancelled.compareAndSet(false, true) && !settled) {
      // A call that hasn't started is withdrawn by a worker that reads; to interrupt would only
      // disturb the call that runs.
      if (started || !head.announce()) {
        insistence.begin();
      } else {
        sendCancel(false);
      }
    }
  }

  /** Ends the call with a failure of ours as soon as the worker has stopped running it. */
  final void overrule(Failure failure) {
    overruling = failure;
    cancel();
  }

  /**
   * The number of the call.
   *
   * @return the same as in its head
   */
  public final long id() {
    return head.id();
  }

  /**
   * Whether the call has its result, the end of its stream, or its failure.
   *
   * @return false until the listener was about to be told
   */
  public final boolean hasOutcome() {
    return outcome;
  }

  /**
   * Whether the worker runs none of the call's code any more.
   *
   * @return false until the listener was about to be told
   */
  public final boolean hasSettled() {
    return settled;
  }

  /** Whether the worker may have begun its code without our having heard of it. */
  final boolean mayHaveStarted() {
    return head.announce() && !outcome;
  }

  /**
   * The call's code begins.
   *
   * @throws WireException when that had been said, or the call has its outcome
   */
  protected final void started() throws WireException {
    if (started || outcome) {
      throw damage("STARTED for a call that has started");
    }
    started = true;
    listener.onStarted();
    if (cancelled.get()) {
      // It had been taken for one that hasn't started, so its code wasn't interrupted.
      insistence.begin();
    }
  }

  /**
   * What only a call that runs can send says that it has started. A worker leaves STARTED out where
   * it wasn't asked for, and for tools of its own, which run no user code.
   */
  final void markStarted() {
    if (!started && !outcome) {
      started = true;
      if (head.announce()) {
        listener.onStarted();
      }
    }
  }

  /**
   * A result, or an item of a stream.
   *
   * @param value the value
   * @param last whether it ends the call
   * @param settled whether none of the call's code runs any more
   * @throws WireException when it had to be announced by credit, or can't come here
   */
  protected final void item(Payload value, boolean last, boolean settled) throws WireException {
    checkNoOutcome();
    if (++received > granted.get()) {
      throw damage("an item without credit");
    }
    if (!last && (settled || !head.stream())) {
      throw damage("an item that must be the last and isn't");
    }
    markStarted();
    Failure failure = overruling;
    if (last && failure != null) {
      fail(failure);
    } else if (last) {
      outcome = true;
      listener.onItem(value);
      listener.onComplete();
    } else {
      listener.onItem(value);
    }
    settleIf(settled);
  }

  /**
   * The end of a stream.
   *
   * @param settled whether none of the call's code runs any more
   * @throws WireException when the call is no stream, or has its outcome
   */
  protected final void end(boolean settled) throws WireException {
    checkNoOutcome();
    if (!head.stream()) {
      throw damage("END for a call that isn't a stream");
    }
    Failure failure = overruling;
    if (failure != null) {
      fail(failure);
    } else {
      outcome = true;
      listener.onComplete();
    }
    settleIf(settled);
  }

  /**
   * The error that ended the call.
   *
   * @param error the error, in core's form
   * @param withdrawn whether the call never began
   * @param settled whether none of the call's code runs any more
   * @throws WireException when the call has its outcome, or can't have been withdrawn
   */
  protected final void failure(Payload error, boolean withdrawn, boolean settled)
      throws WireException {
    checkNoOutcome();
    if (withdrawn && (started || !settled)) {
      throw damage("WITHDRAWN for a call that has started");
    }
    Failure failure = overruling;
    if (failure == null) {
      failure = withdrawn ? Failure.withdrawn() : Failure.remote(error);
    }
    fail(failure);
    settleIf(settled);
  }

  /**
   * None of the call's code runs any more.
   *
   * @throws WireException when the call has no outcome yet
   */
  protected final void settled() throws WireException {
    if (!outcome) {
      throw damage("SETTLED before the outcome");
    }
    settle();
  }

  /**
   * The call's code calls a tool of the JVM.
   *
   * @param request what it asks for, best a {@link HostReply}
   */
  protected final void hostCall(HostRequest request) {
    markStarted();
    listener.onHostCall(request);
  }

  /**
   * The call's code tells how far it is.
   *
   * @param progress in core's form
   */
  protected final void progress(Payload progress) {
    markStarted();
    listener.onProgress(progress);
  }

  /**
   * Makes the error of a frame that can't be about this call.
   *
   * @param what the frame, as the object of "the worker sent …"
   * @return to be thrown
   */
  protected final WireException damage(String what) {
    return new WireException(what + " (call " + head.id() + ")");
  }

  /** Fails the call unless it has its outcome. */
  final void fail(Failure failure) {
    if (!outcome) {
      outcome = true;
      listener.onFailure(failure);
    }
  }

  /** The worker runs none of the call's code any more. */
  final void settle() {
    if (!settled) {
      settled = true;
      if (cancelled.get()) {
        insistence.end();
      }
      listener.onSettled();
    }
  }

  private void settleIf(boolean said) {
    if (said) {
      settle();
    }
  }

  private void checkNoOutcome() throws WireException {
    if (outcome) {
      throw damage("a second outcome");
    }
  }
}
