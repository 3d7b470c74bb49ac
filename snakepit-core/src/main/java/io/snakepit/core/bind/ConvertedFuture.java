package io.snakepit.core.bind;

import io.snakepit.api.Result;
import io.snakepit.core.text.Causes;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call's converted result; cancelling it cancels the call. */
final class ConvertedFuture extends CompletableFuture<@Nullable Object> {

  private final CompletableFuture<Result> call;

  private ConvertedFuture(CompletableFuture<Result> call) {
    this.call = call;
  }

  static CompletableFuture<@Nullable Object> of(
      CompletableFuture<Result> call, ResultConverter converter) {
    ConvertedFuture converted = new ConvertedFuture(call);
    call.whenComplete((result, failure) -> converted.end(result, failure, converter));
    return converted;
  }

  private void end(
      @Nullable Result result, @Nullable Throwable failure, ResultConverter converter) {
    if (failure != null) {
      completeExceptionally(Causes.of(failure));
      return;
    }
    try {
      complete(converter.convert(Objects.requireNonNull(result)));
    } catch (RuntimeException | Error fault) {
      completeExceptionally(fault);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (!isDone()) { // first: what hangs on this one runs here, and may wait for the worker
      call.cancel(mayInterruptIfRunning);
    }
    return super.cancel(mayInterruptIfRunning);
  }
}
