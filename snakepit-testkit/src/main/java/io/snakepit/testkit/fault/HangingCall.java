package io.snakepit.testkit.fault;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A call that has begun and does nothing more, until its worker is gone. */
final class HangingCall implements FaultyCall {

  private final ExchangeListener listener;
  private final CompletableFuture<Void> released = new CompletableFuture<>();

  HangingCall(CallHead head, ExchangeListener listener) {
    this.listener = listener;
    if (head.announce()) {
      listener.onStarted();
    }
  }

  @Override
  public void request(long items) {}

  @Override
  public void cancel() {}

  @Override
  public void lose(Failure failure) {
    if (released.complete(null)) {
      listener.onFailure(failure);
      listener.onSettled();
    }
  }

  @Override
  public CompletionStage<Void> released() {
    return released;
  }
}
