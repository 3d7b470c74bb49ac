package io.snakepit.testkit.fault;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call that the real worker gets after a while. */
final class DelayedCall implements FaultyCall {

  private final Worker real;
  private final CallHead head;
  private final Payload arguments;
  private final ExchangeListener listener;
  private final CompletableFuture<Void> released = new CompletableFuture<>();

  // guarded by this
  private @Nullable Exchange exchange;
  private boolean over;
  private long requested;
  private boolean cancelled;

  DelayedCall(Worker real, CallHead head, Payload arguments, ExchangeListener listener) {
    this.real = real;
    this.head = head;
    this.arguments = arguments;
    this.listener = listener;
  }

  void beginAfter(Duration delay) {
    CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(this::begin);
  }

  private void begin() {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    Exchange begun = real.begin(head, arguments, listener);
    long items;
    boolean cancel;
    synchronized (this) {
      exchange = begun;
      items = requested;
      cancel = cancelled;
    }
    if (items > 0) {
      begun.request(items);
    }
    if (cancel) {
      begun.cancel();
    }
    released.complete(null);
  }

  @Override
  public void request(long items) {
    Exchange begun;
    synchronized (this) {
      begun = exchange;
      if (begun == null) {
        requested = requested + items < 0 ? Long.MAX_VALUE : requested + items;
      }
    }
    if (begun != null) {
      begun.request(items);
    }
  }

  @Override
  public void cancel() {
    Exchange begun;
    synchronized (this) {
      begun = exchange;
      cancelled = true;
    }
    if (begun != null) {
      begun.cancel();
    } else {
      lose(Failure.withdrawn());
    }
  }

  @Override
  public void lose(Failure failure) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    listener.onFailure(failure);
    listener.onSettled();
    released.complete(null);
  }

  @Override
  public CompletionStage<Void> released() {
    return released;
  }
}
