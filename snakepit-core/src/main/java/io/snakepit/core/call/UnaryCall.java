package io.snakepit.core.call;

import io.snakepit.api.CallCancelledException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Result;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.PayloadResult;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Payload;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A call with one result, for a thread that waits or for a future. */
public final class UnaryCall extends PendingCall {

  private final @Nullable Thread waiter;
  private final @Nullable Executor completing; // the future, if there is one
  private final @Nullable CallFuture future;

  private volatile @Nullable Result result;
  private volatile boolean told;

  private UnaryCall(
      CallSpec spec, CallControl control, @Nullable Thread waiter, @Nullable Executor completing) {
    super(spec, control);
    this.waiter = waiter;
    this.completing = completing;
    this.future = completing == null ? null : new CallFuture(this);
  }

  /** A call that the calling thread is going to {@linkplain #await() wait} for. */
  public static UnaryCall waitedFor(CallSpec spec, CallControl control) {
    return new UnaryCall(spec, control, Thread.currentThread(), null);
  }

  /** A call with a {@linkplain #future() future}. */
  public static UnaryCall async(CallSpec spec, CallControl control) {
    return new UnaryCall(spec, control, null, control.executor());
  }

  /**
   * A call with a {@linkplain #future() future} that no user code hangs on: what does runs where
   * the outcome comes, and waits for no thread that user code may hold up.
   */
  public static UnaryCall internal(CallSpec spec, CallControl control) {
    return new UnaryCall(spec, control, null, Runnable::run);
  }

  @Override
  public int initialCredit() {
    return 1;
  }

  @Override
  public boolean hasDelivered() {
    return false;
  }

  @Override
  public boolean isAnswered() {
    return result != null;
  }

  @Override
  public boolean isDrivenByCurrentThread() {
    return Thread.currentThread() == waiter;
  }

  @Override
  public void item(Payload item, Codec codec) {
    result = new PayloadResult(spec().tool(), codec, item);
  }

  @Override
  void onEnd(@Nullable SnakepitException why) {
    told = true;
    if (waiter != null && waiter != Thread.currentThread()) {
      LockSupport.unpark(waiter);
    }
    if (completing != null) {
      completing.execute(this::completeFuture);
    }
  }

  private void completeFuture() {
    CallFuture pending = future;
    if (pending == null) {
      return;
    }
    report(); // first, so that whoever has the result finds it measured
    SnakepitException why = failure();
    if (why != null) {
      pending.fail(why);
    } else {
      pending.complete(result);
    }
    pending.forget();
  }

  /** The future of an {@linkplain #async async} call. */
  public CompletableFuture<Result> future() {
    if (future == null) {
      throw new IllegalStateException("a thread waits for this call");
    }
    return future;
  }

  /** Waits for the outcome on the thread that made the call. */
  public Result await() {
    Timer timer = control().timer();
    boolean interrupted = false;
    while (!told) {
      if (Thread.interrupted()) {
        interrupted = true;
        abandon(
            new CallCancelledException(
                ErrorCode.INTERRUPTED,
                "the thread that waited for tool '" + spec().tool() + "' was interrupted"));
        continue;
      }
      long now = timer.nanoTime();
      long nanos = check(now) - now;
      if (told) {
        break;
      }
      Attempt carrier = attempt();
      if ((carrier == null || !carrier.drive(nanos)) && !told) {
        LockSupport.parkNanos(this, now + nanos - timer.nanoTime()); // what driving has left of it
      }
    }
    SnakepitException why = failure();
    if (why != null) {
      atCaller(why);
    }
    report();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (why != null) {
      throw why;
    }
    return Objects.requireNonNull(result, "it succeeds with a result");
  }

  /** Cancelling it cancels the call. */
  private static final class CallFuture extends CompletableFuture<Result> {

    /** Null when it has ended: who keeps a result for long doesn't keep its arguments. */
    private volatile @Nullable UnaryCall call;

    private volatile boolean cancelling;

    CallFuture(UnaryCall call) {
      this.call = call;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled;
      UnaryCall current = call;
      try {
        if (!isDone() && current != null) {
          cancelling = true; // first: what hangs on it runs here, and may wait for the worker
          current.abandon(
              new CallCancelledException(
                  ErrorCode.CANCELLED,
                  "the future of tool '" + current.spec().tool() + "' was cancelled"));
        }
      } finally {
        cancelled = super.cancel(mayInterruptIfRunning);
      }
      return cancelled;
    }

    void forget() {
      call = null;
    }

    /** The call failed; who cancels the future completes it by that. */
    void fail(SnakepitException why) {
      if (!cancelling) {
        completeExceptionally(why);
      }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new CompletableFuture<>(); // cancelling a dependent doesn't cancel the call
    }
  }
}
