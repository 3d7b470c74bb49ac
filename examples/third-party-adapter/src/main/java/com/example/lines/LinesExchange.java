package com.example.lines;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;

/** One call: turns its messages into signals. They come one at a time; requests on any thread. */
final class LinesExchange implements Exchange {

  private final CallHead head;
  private final ExchangeListener listener;
  private final Outbox outbox;
  private final Runnable nudge;
  private final long limit;

  private volatile boolean started;
  private volatile boolean outcome;
  private volatile boolean settled;
  private volatile boolean cancelled;

  /** Replaces whatever outcome the worker reports. */
  private volatile Failure overruling;

  LinesExchange(
      CallHead head, ExchangeListener listener, Outbox outbox, Runnable nudge, long limit) {
    this.head = head;
    this.listener = listener;
    this.outbox = outbox;
    this.nudge = nudge;
    this.limit = limit;
  }

  long id() {
    return head.id();
  }

  boolean hasSettled() {
    return settled;
  }

  /** The call as the worker gets it. */
  Message message(Payload arguments) {
    Message message =
        Message.of("call")
            .with("id", head.id())
            .with("tool", head.tool())
            .with("session", head.session())
            .with("budget", head.budgetMicros())
            .with("credit", head.credit())
            .with("stream", head.stream() ? 1 : 0)
            .with("announce", head.announce() ? 1 : 0);
    head.metadata().forEach((key, value) -> message.with("meta." + key, value));
    return message.with(arguments);
  }

  @Override
  public void request(long items) {
    if (outcome) {
      return;
    }
    outbox.send(Message.of("credit").with("id", head.id()).with("items", items));
  }

  @Override
  public void cancel() {
    if (settled) {
      return;
    }
    cancelled = true;
    // One that hasn't started is withdrawn. The signal would only disturb the one that runs.
    sendCancel(started || !head.announce());
  }

  private void sendCancel(boolean mayRun) {
    Message cancel = Message.of("cancel").with("id", head.id());
    outbox.send(cancel, mayRun ? nudge : () -> {});
  }

  /** Has the call end with this, as soon as the worker has stopped running it. */
  void overrule(Failure failure) {
    overruling = failure;
    cancel();
  }

  void accept(Message message) throws DamageException {
    switch (message.type()) {
      case "started" -> onStarted();
      case "item" -> onItem(message);
      case "end" -> complete();
      case "failure" -> {
        checkNoOutcome();
        fail(failure(message));
      }
      case "host-call" -> {
        onStarted();
        listener.onHostCall(new LinesHostRequest(message, this, outbox, limit));
      }
      case "progress" -> {
        onStarted();
        listener.onProgress(message.payload());
      }
      case "settled" -> settle();
      default -> throw new DamageException("a message of type '" + message.type() + "'");
    }
    if (message.is("settled")) {
      settle();
    }
  }

  /** What only running code can send says that the call has started. */
  private void onStarted() {
    if (!started && !outcome) {
      started = true;
      listener.onStarted();
      if (cancelled) {
        sendCancel(true); // it was on its way to its start when it was cancelled
      }
    }
  }

  private void onItem(Message message) throws DamageException {
    checkNoOutcome();
    onStarted();
    boolean last = message.is("last");
    if (!last || overruling == null) {
      listener.onItem(message.payload());
    }
    if (last) {
      complete();
    }
  }

  private static Failure failure(Message message) {
    Payload error = message.payload();
    return message.is("withdrawn") ? Failure.withdrawn() : Failure.remote(error);
  }

  private void checkNoOutcome() throws DamageException {
    if (outcome) {
      throw new DamageException("a second outcome");
    }
  }

  private void complete() throws DamageException {
    checkNoOutcome();
    if (overruling != null) {
      fail(overruling);
    } else {
      outcome = true;
      listener.onComplete();
    }
  }

  void fail(Failure failure) {
    if (!outcome) {
      outcome = true;
      listener.onFailure(overruling == null ? failure : overruling);
    }
  }

  void settle() {
    if (!settled) {
      settled = true;
      listener.onSettled();
    }
  }

  /** Ends a call that never reached the worker. */
  void end(Failure failure) {
    fail(failure);
    settle();
  }
}
