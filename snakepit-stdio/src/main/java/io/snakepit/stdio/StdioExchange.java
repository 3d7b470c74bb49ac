package io.snakepit.stdio;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One call on the wire: turns its frames into the listener's signals and holds the worker to the
 * order that the wire prescribes. Frames and the end of the worker come under the connection's
 * delivery lock; the methods of {@link Exchange} on any thread.
 */
final class StdioExchange implements Exchange {

  private static final long MOST_CREDIT = 0xFFFF_FFFFL;

  private final CallHead head;
  private final ExchangeListener listener;
  private final Connection connection;

  /** Items that the worker may have sent by now. */
  private final AtomicLong granted;

  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean unattended = new AtomicBoolean();

  /** Items that came. Under the delivery lock. */
  private long received;

  private volatile boolean started;
  private volatile boolean outcome;
  private volatile boolean settled;

  /** The failure that stands in for whatever outcome the worker reports. */
  private volatile @Nullable Failure overruling;

  /** Where this call's CALL frame ends in the output. */
  private volatile long sentUpTo;

  StdioExchange(CallHead head, ExchangeListener listener, Connection connection) {
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
    long credit = Math.min(items, MOST_CREDIT);
    granted.addAndGet(credit);
    byte[] field = ByteBuffer.allocate(4).putInt((int) credit).array();
    connection.send(FrameEncoder.withHead(FrameKind.CREDIT, head.id(), field));
  }

  @Override
  public void cancel() {
    if (settled || !cancelled.compareAndSet(false, true)) {
      return;
    }
    OutgoingFrame frame = FrameEncoder.bare(FrameKind.CANCEL, head.id());
    // A call that hasn't started is withdrawn by a worker that reads; a signal would only disturb
    // the call that runs.
    boolean mayRun = started || !head.announce();
    connection.send(mayRun ? frame.whenWritten(connection::nudge) : frame);
  }

  @Override
  public boolean drive(long nanos) {
    return connection.drive(this, nanos);
  }

  /** Ends the call with a failure of ours as soon as the worker has stopped running it. */
  void overrule(Failure failure) {
    overruling = failure;
    cancel();
  }

  long id() {
    return head.id();
  }

  boolean hasOutcome() {
    return outcome;
  }

  /** Whether the worker may have begun its code without our having heard of it. */
  boolean mayHaveStarted() {
    return head.announce() && !outcome;
  }

  boolean hasSettled() {
    return settled;
  }

  void sentUpTo(long place) {
    sentUpTo = place;
  }

  long sentUpTo() {
    return sentUpTo;
  }

  /**
   * Notes whether somebody drives.
   *
   * @return whether that is a change
   */
  boolean markUnattended(boolean value) {
    return unattended.compareAndSet(!value, value);
  }

  /** Takes a frame of this call. */
  void accept(Frame frame) throws WireException {
    switch (frame.kind()) {
      case STARTED -> onStarted();
      case ITEM -> onItem(frame);
      case END -> onEnd(frame);
      case FAILURE -> onFailure(frame);
      case SETTLED -> onSettled();
      case HOST_CALL -> {
        HostReply request = HostReply.read(frame, this, connection);
        markStarted();
        listener.onHostCall(request);
      }
      case PROGRESS -> {
        markStarted();
        listener.onProgress(frame.payload());
      }
      case HELLO_OFFER,
          CALL,
          CREDIT,
          CANCEL,
          HOST_REPLY,
          PROBE,
          STOP,
          HELLO_ANSWER,
          LOG,
          PROBE_REPLY ->
          throw damage("a frame " + frame.kind());
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

  private void onItem(Frame frame) throws WireException {
    boolean last = frame.has(Flags.LAST);
    checkNoOutcome();
    if (++received > granted.get()) {
      throw damage("an item without credit");
    }
    if (!last && (frame.has(Flags.SETTLED) || !head.stream())) {
      throw damage("an item that must be the last and isn't");
    }
    markStarted();
    Failure failure = overruling;
    if (last && failure != null) {
      fail(failure);
    } else if (last) {
      outcome = true;
      listener.onItem(frame.payload());
      listener.onComplete();
    } else {
      listener.onItem(frame.payload());
    }
    settleWith(frame);
  }

  private void onEnd(Frame frame) throws WireException {
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
    settleWith(frame);
  }

  private void onFailure(Frame frame) throws WireException {
    checkNoOutcome();
    boolean withdrawn = frame.has(Flags.WITHDRAWN);
    if (withdrawn && (started || !frame.has(Flags.SETTLED))) {
      throw damage("WITHDRAWN for a call that has started");
    }
    Failure failure = overruling;
    if (failure == null) {
      Payload error = frame.payload();
      failure = withdrawn ? Failure.withdrawn() : Failure.remote(error);
    }
    fail(failure);
    settleWith(frame);
  }

  private void settleWith(Frame frame) {
    if (frame.has(Flags.SETTLED)) {
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
