package io.snakepit.core.pool;

import io.snakepit.api.CallOutcome;
import io.snakepit.api.Obituary;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.SnakepitListener;
import io.snakepit.api.WorkerStatus;
import io.snakepit.core.text.Counts;
import io.snakepit.core.text.FailureLog;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells the application's listeners what happens in a pool. Of workers one event after another, on
 * the executor of user code (S13), and with a bound to what waits there (S4); of calls on the
 * threads that take their outcomes.
 */
final class PoolEvents implements Runnable {

  private static final Logger logger = LoggerFactory.getLogger(PoolEvents.class);
  private static final int MOST_WAITING = 100;

  private final String pool;
  private final List<SnakepitListener> listeners;
  private final Executor executor;

  /** Completes when losses are told again. */
  private volatile CompletableFuture<@Nullable Void> withheld =
      CompletableFuture.completedFuture(null);

  // guarded by this
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean running;
  private boolean out;
  private int leftOut;

  /** Of calls, which may be many a second. */
  private final AtomicLong failures = new AtomicLong();

  PoolEvents(String pool, List<SnakepitListener> listeners, Executor executor) {
    this.pool = pool;
    this.listeners = listeners;
    this.executor = executor;
  }

  /** Whether there is anybody to tell. */
  boolean areHeard() {
    return !listeners.isEmpty();
  }

  /** A call has its outcome. On a thread of user code, which tells it. */
  void callEnded(CallOutcome outcome) {
    for (SnakepitListener listener : listeners) {
      try {
        listener.onCallEnded(pool, outcome);
      } catch (Exception | Error failure) { // the others are to hear theirs, and the caller its own
        logNowAndThen(failure);
      }
    }
  }

  /** The first time, and whenever it has happened twice as often. */
  private void logNowAndThen(Throwable failure) {
    long times = failures.incrementAndGet();
    if (Long.bitCount(times) == 1) {
      FailureLog.log(
          logger,
          Level.WARN,
          failure,
          "a listener of pool '{}' failed at the end of a call, for the {}. time",
          pool,
          times);
    }
  }

  /** Workers are ready; of one change all at once. */
  void workersReady(List<WorkerStatus> workers) {
    tell(
        () ->
            () ->
                workers.forEach(
                    worker -> tellAll(listener -> listener.onWorkerReady(pool, worker))));
  }

  /** A worker couldn't be started. */
  void startFailed(SnakepitException cause) {
    tell(() -> () -> tellAll(listener -> listener.onWorkerStartFailed(pool, cause)));
  }

  /**
   * Has workers take over and told of as ready. What they are given by that may cost the life of
   * one at once: that is told afterwards. For one thread at a time.
   */
  <T> T withholdLosses(Supplier<T> takeOver) {
    CompletableFuture<@Nullable Void> told = new CompletableFuture<>();
    withheld = told;
    try {
      return takeOver.get();
    } finally {
      told.complete(null);
    }
  }

  /** A worker is gone that wasn't asked to go. */
  void workerLost(Obituary obituary) {
    withheld.thenRun(
        () -> tell(() -> () -> tellAll(listener -> listener.onWorkerLost(pool, obituary))));
  }

  /**
   * An outage may have begun or ended. How it stands is asked here, so that of two threads that saw
   * it begin and end the later doesn't have the wrong word.
   */
  void outageChanged(Supplier<Optional<SnakepitException>> now) {
    tell(
        () -> {
          Optional<SnakepitException> cause = now.get();
          if (cause.isPresent() == out) {
            return null;
          }
          out = cause.isPresent();
          return cause
              .<Runnable>map(why -> () -> tellAll(listener -> listener.onOutage(pool, why)))
              .orElse(() -> tellAll(listener -> listener.onOutageOver(pool)));
        });
  }

  /** Has what comes of a look, under the lock, told; nothing when that is null. */
  private void tell(Supplier<@Nullable Runnable> look) {
    if (!areHeard()) {
      return;
    }
    synchronized (this) {
      Runnable event = look.get();
      if (event == null) {
        return;
      }
      waiting.addLast(event);
      if (waiting.size() > MOST_WAITING) {
        waiting.removeFirst();
        leftOut++;
      }
      if (running) {
        return;
      }
      running = true;
    }
    executor.execute(this);
  }

  @Override
  public void run() {
    for (Runnable event = next(); event != null; event = next()) {
      event.run();
    }
  }

  private void tellAll(Consumer<SnakepitListener> event) {
    for (SnakepitListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (Exception | Error failure) { // the others, and the next, are to hear theirs
        FailureLog.log(logger, Level.WARN, failure, "a listener of pool '{}' failed", pool);
      }
    }
  }

  private @Nullable Runnable next() {
    int missed;
    Runnable event;
    synchronized (this) {
      missed = leftOut;
      leftOut = 0;
      event = waiting.pollFirst();
      running = event != null;
    }
    if (missed > 0) {
      logger.warn(
          "the listeners of pool '{}' are too slow: they miss {}",
          pool,
          Counts.of(missed, "event"));
    }
    return event;
  }
}
