package io.snakepit.core.call;

import io.snakepit.api.CallCancelledException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Result;
import io.snakepit.api.SnakepitException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Consumes a stream by waiting for each item. For one thread at a time. */
final class StreamIterator implements Iterator<Result> {

  private final StreamCall call;
  private volatile @Nullable Thread waiter;
  private @Nullable Result next;

  StreamIterator(StreamCall call) {
    this.call = call;
    call.consume(this::poke);
  }

  private void poke() {
    LockSupport.unpark(waiter);
  }

  @Override
  public boolean hasNext() {
    waiter = Thread.currentThread();
    try {
      while (next == null) {
        boolean exhausted =
            call.isExhausted(); // read first: what came before the end is taken below
        next = call.poll();
        if (next != null) {
          break;
        }
        if (exhausted) {
          SnakepitException failure = call.takeEnd();
          if (failure != null) {
            throw PendingCall.atCaller(failure);
          }
          return false;
        }
        if (Thread.currentThread().isInterrupted()) {
          call.abandon(
              new CallCancelledException(
                  ErrorCode.INTERRUPTED,
                  "the thread that waited for the stream of tool '"
                      + call.spec().tool()
                      + "' was interrupted"));
          continue;
        }
        LockSupport.park(this);
      }
      return true;
    } finally {
      waiter = null;
    }
  }

  @Override
  public Result next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("the stream has ended");
    }
    Result item = next;
    next = null;
    return item;
  }
}
