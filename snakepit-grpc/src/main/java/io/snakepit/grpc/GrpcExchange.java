package io.snakepit.grpc;

import io.snakepit.grpc.v1.End;
import io.snakepit.grpc.v1.Item;
import io.snakepit.grpc.v1.Report;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One call on the wire: turns its frames into the listener's signals and holds the worker to the
 * order that the wire prescribes. Frames and the end of the worker come under the connection's
 * delivery lock; the methods of {@link Exchange} on any thread.
 */
final class GrpcExchange implements Exchange {

  private final CallHead head;
  private final ExchangeListener listener;
  private final Connection connection;

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

  GrpcExchange(CallHead head, ExchangeListener listener, Connection connection) {
    this.head = head;
    this.listener = listener;
    this.connection = connection;
    this.granted = new AtomicLong(head.credit());
  }

  @Override
  public void request(long items) {
    if (items <= 0) {
      throw new IllegalArgumentException("items must be positive, not " + items);
    }
    if (outcome) {
      return;
    }
    int credit = (int) Math.min(items, Integer.MAX_VALUE);
    granted.addAndGet(credit);
    connection.send(Instructions.credit(head.id(), credit));
  }

  @Override
  public void cancel() {
    if (settled || !cancelled.compareAndSet(false, true)) {
      return;
    }
    // A call that hasn't started is withdrawn by a worker that reads; to interrupt would only
    // disturb the call that runs.
    if (started || !head.announce()) {
      connection.sendAndInterrupt(Instructions.cancel(head.id()));
    } else {
      connection.send(Instructions.cancel(head.id()));
    }
  }

  /** Ends the call with a failure of ours as soon as the worker has stopped running it. */
  void overrule(Failure failure) {
    overruling = failure;
    cancel();
  }

  long id() {
    return head.id();
  }

  boolean hasSettled() {
    return settled;
  }

  boolean hasOutcome() {
    return outcome;
  }

  /** Whether the worker may have begun its code without our having heard of it. */
  boolean mayHaveStarted() {
    return head.announce() && !outcome;
  }

  /** Takes a frame of this call. */
  void accept(Report frame) throws WireException {
    switch (frame.getKindCase()) {
      case STARTED -> onStarted();
      case ITEM -> onItem(frame.getItem());
      case END -> onEnd(frame.getEnd());
      case FAILURE -> onFailure(frame.getFailure());
      case SETTLED -> onSettled();
      case HOST_CALL -> {
        markStarted();
        listener.onHostCall(new HostReplyOnce(frame.getHostCall(), this, connection));
      }
      case PROGRESS -> {
        markStarted();
        listener.onProgress(Contents.read(frame.getProgress().getProgress()));
      }
      case HELLO, LOG, PROBE_REPLY, KIND_NOT_SET -> throw damage("a frame " + frame.getKindCase());
    }
  }

  /** The worker is gone: fails the call unless it has its outcome. */
  void fail(Failure failure) {
    if (!outcome) {
      outcome = true;
      listener.onFailure(failure);
    }
  }

  /** The worker runs none of the call's code any more. */
  void settle() {
    if (!settled) {
      settled = true;
      listener.onSettled();
    }
  }

  private void onStarted() throws WireException {
    if (started || outcome) {
      throw damage("STARTED for a call that has started");
    }
    started = true;
    listener.onStarted();
    if (cancelled.get()) {
      // It had been taken for one that hasn't started, so its code wasn't interrupted.
      connection.sendAndInterrupt(Instructions.cancel(head.id()));
    }
  }

  /**
   * What only a call that runs can send says that it has started. A worker leaves STARTED out where
   * it wasn't asked for, and for tools of its own, which run no user code.
   */
  void markStarted() {
    if (!started && !outcome) {
      started = true;
      if (head.announce()) {
        listener.onStarted();
      }
    }
  }

  private void onItem(Item item) throws WireException {
    checkNoOutcome();
    if (++received > granted.get()) {
      throw damage("an item without credit");
    }
    if (!item.getLast() && (item.getSettled() || !head.stream())) {
      throw damage("an item that must be the last and isn't");
    }
    markStarted();
    Payload value = Contents.read(item.getValue());
    Failure failure = overruling;
    if (item.getLast() && failure != null) {
      fail(failure);
    } else if (item.getLast()) {
      outcome = true;
      listener.onItem(value);
      listener.onComplete();
    } else {
      listener.onItem(value);
    }
    settleIf(item.getSettled());
  }

  private void onEnd(End end) throws WireException {
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
    settleIf(end.getSettled());
  }

  private void onFailure(io.snakepit.grpc.v1.Failure reported) throws WireException {
    checkNoOutcome();
    boolean withdrawn = reported.getWithdrawn();
    if (withdrawn && (started || !reported.getSettled())) {
      throw damage("WITHDRAWN for a call that has started");
    }
    Failure failure = overruling;
    if (failure == null) {
      Payload error = Contents.read(reported.getError());
      failure = withdrawn ? Failure.withdrawn() : Failure.remote(error);
    }
    fail(failure);
    settleIf(reported.getSettled());
  }

  private void settleIf(boolean said) {
    if (said) {
      settle();
    }
  }

  private void onSettled() throws WireException {
    if (!outcome) {
      throw damage("SETTLED before the outcome");
    }
    settle();
  }

  private void checkNoOutcome() throws WireException {
    if (outcome) {
      throw damage("a second outcome");
    }
  }

  private WireException damage(String what) {
    return new WireException(what + " (call " + head.id() + ")");
  }
}
