package io.snakepit.core.pool;

import io.snakepit.api.CallOutcome;
import io.snakepit.api.Obituary;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.SnakepitListener;
import io.snakepit.api.WorkerStatus;
import io.snakepit.core.text.FailureLog;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells the application's listeners what happens in a pool: one event after another, on the
 * executor of user code (S13), and with a bound to what waits there (S4).
 */
final class PoolEvents implements Runnable {

  private static final Logger logger = LoggerFactory.getLogger(PoolEvents.class);
  private static final int MOST_WAITING = 100;

  private final String pool;
  private final List<SnakepitListener> listeners;
  private final Executor executor;

  // guarded by this
  private final ArrayDeque<Consumer<SnakepitListener>> waiting = new ArrayDeque<>();
  private boolean running;
  private boolean out;
  private int leftOut;

  PoolEvents(String pool, List<SnakepitListener> listeners, Executor executor) {
    this.pool = pool;
    this.listeners = listeners;
    this.executor = executor;
  }

  /** A call has its outcome. On a thread of user code, which tells it. */
  void callEnded(CallOutcome outcome) {
    tellAll(listener -> listener.onCallEnded(pool, outcome));
  }

  /** A worker is ready. */
  void workerReady(WorkerStatus worker) {
    tell(() -> listener -> listener.onWorkerReady(pool, worker));
  }

  /** A worker is gone that wasn't asked to go. */
  void workerLost(Obituary obituary) {
    tell(() -> listener -> listener.onWorkerLost(pool, obituary));
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
              .<Consumer<SnakepitListener>>map(why -> listener -> listener.onOutage(pool, why))
              .orElse(listener -> listener.onOutageOver(pool));
        });
  }

  /** Has what comes of a look, under the lock, told; nothing when that is null. */
  private void tell(Supplier<@Nullable Consumer<SnakepitListener>> look) {
    if (listeners.isEmpty()) {
      return;
    }
    synchronized (this) {
      Consumer<SnakepitListener> event = look.get();
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
    for (Consumer<SnakepitListener> event = next(); event != null; event = next()) {
      tellAll(event);
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

  private @Nullable Consumer<SnakepitListener> next() {
    int missed;
    Consumer<SnakepitListener> event;
    synchronized (this) {
      missed = leftOut;
      leftOut = 0;
      event = waiting.pollFirst();
      running = event != null;
    }
    if (missed > 0) {
      logger.warn("the listeners of pool '{}' are too slow: they miss {} events", pool, missed);
    }
    return event;
  }
}
