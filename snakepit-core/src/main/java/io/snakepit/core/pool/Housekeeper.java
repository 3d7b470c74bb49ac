package io.snakepit.core.pool;

import io.snakepit.api.RecycleConfig;
import io.snakepit.api.TimeoutConfig;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the workers every second: measures their memory, has those renewed that have served long
 * enough, one at a time, and lets those go whose successor has taken over.
 */
final class Housekeeper {

  private static final Logger logger = LoggerFactory.getLogger(Housekeeper.class);
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Dispatcher dispatcher;
  private final RecycleConfig recycle;
  private final TimeoutConfig timeouts;
  private final Timer timer;
  private final Consumer<PooledWorker> renew;

  // guarded by this
  private final Map<PooledWorker, Long> leaving = new HashMap<>();
  private @Nullable PooledWorker renewing;
  private @Nullable Scheduled next;
  private boolean closed;

  Housekeeper(
      Dispatcher dispatcher,
      RecycleConfig recycle,
      TimeoutConfig timeouts,
      Timer timer,
      Consumer<PooledWorker> renew) {
    this.dispatcher = dispatcher;
    this.recycle = recycle;
    this.timeouts = timeouts;
    this.timer = timer;
    this.renew = renew;
  }

  /** Begins its rounds. */
  synchronized void start() {
    if (!closed) {
      next = timer.schedule(ROUND.toNanos(), this::round);
    }
  }

  /** Ends them. */
  synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel();
    }
  }

  private void round() {
    try {
      dispatcher.workers().forEach(PooledWorker::measureMemory);
      renewNext();
      releaseLeaving();
    } finally {
      start(); // whatever went wrong in this round, the next one comes
    }
  }

  private void renewNext() {
    PooledWorker due;
    synchronized (this) {
      if (renewing != null && !renewing.isDead()) {
        return;
      }
      due =
          dispatcher.workers().stream()
              .filter(worker -> !leaving.containsKey(worker) && isDue(worker))
              .findFirst()
              .orElse(null);
      renewing = due;
    }
    if (due != null) {
      renew.accept(due);
    }
  }

  /** Whether a worker has served long enough. One that holds a session is left alone. */
  private boolean isDue(PooledWorker worker) {
    double factor = 1 + recycle.jitter() * worker.spread();
    boolean reached =
        (recycle.afterCalls() > 0 && worker.calls() >= recycle.afterCalls() * factor)
            || (!recycle.afterAge().isZero()
                && worker.age().toNanos() >= recycle.afterAge().toNanos() * factor)
            || (recycle.aboveBytes() > 0 && worker.lastMemory().orElse(0) > recycle.aboveBytes());
    return reached && dispatcher.locked(() -> worker.accepting && worker.sessions.isEmpty());
  }

  /** A worker has its successor. */
  void succeeded(PooledWorker worker) {
    logger.debug("worker {} is recycled after {} calls", worker, worker.calls());
    dispatcher.shut(worker);
    synchronized (this) {
      leaving.put(worker, timer.after(timeouts.drain().toNanos()));
      renewing = null;
    }
    releaseLeaving();
  }

  /** The renewal of a worker came to nothing. */
  synchronized void notRenewed() {
    renewing = null;
  }

  /** Adapters are called without the lock: they may tell of a worker's end on this thread. */
  private void releaseLeaving() {
    long now = timer.nanoTime();
    Map<PooledWorker, Long> candidates;
    synchronized (this) {
      candidates = Map.copyOf(leaving);
    }
    candidates.forEach(
        (worker, until) -> {
          boolean unused = worker.isDead() || dispatcher.locked(() -> worker.active.isEmpty());
          if ((unused || now >= until) && leaves(worker)) {
            if (unused) {
              worker.retire(timeouts.stop());
            } else {
              worker.kill("it was still busy long after it had its successor", null);
            }
          }
        });
  }

  private synchronized boolean leaves(PooledWorker worker) {
    return leaving.remove(worker) != null;
  }
}
