package io.snakepit.core.call;

import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Consumes a stream by a callback: the next item is asked for when it has returned. */
public final class StreamCallback implements Flow.Subscriber<Result> {

  private final ResultStream stream;
  private final Consumer<? super Result> onItem;
  private final CompletableFuture<@Nullable Void> end =
      new CompletableFuture<>() {
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
          boolean cancelled;
          cancelling = true;
          try { // first: what hangs on the future runs here, and may wait for the worker
            stream.close();
          } finally {
            cancelled = super.cancel(mayInterruptIfRunning);
          }
          return cancelled;
        }
      };
  private volatile boolean cancelling;
  private Flow.@Nullable Subscription subscription;

  private StreamCallback(ResultStream stream, Consumer<? super Result> onItem) {
    this.stream = stream;
    this.onItem = onItem;
  }

  /** Begins to consume; the future completes with the stream. */
  public static CompletableFuture<@Nullable Void> consume(
      ResultStream stream, Consumer<? super Result> onItem) {
    StreamCallback callback = new StreamCallback(stream, onItem);
    stream.subscribe(callback);
    return callback.end;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(Result item) {
    Flow.Subscription current = subscription;
    if (current == null) {
      return;
    }
    try {
      onItem.accept(item);
    } catch (Exception | Error failure) { // Kotlin, for one, knows no checked ones
      current.cancel();
      end.completeExceptionally(failure);
      return;
    }
    if (end.isDone()) {
      current.cancel();
    } else {
      current.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (!cancelling) { // who cancels the future completes it by that
      end.completeExceptionally(failure);
    }
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }
}
