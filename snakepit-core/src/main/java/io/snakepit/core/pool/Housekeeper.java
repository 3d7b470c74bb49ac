package io.snakepit.core.pool;

import io.snakepit.api.RecycleConfig;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the workers every second: measures their memory, finds those that hang, calls and code
 * that don't end, has those renewed that have served long enough, one at a time.
 */
final class Housekeeper {

  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Dispatcher dispatcher;
  private final RecycleRules recycle;
  private final Delays delays;
  private final Timer timer;
  private final Consumer<PooledWorker> renew;
  private final SignsOfLife signs;
  private final Stragglers stragglers;

  // guarded by this
  private @Nullable PooledWorker renewing;
  private int failures; // in a row
  private long notBefore;
  private @Nullable Scheduled next;
  private boolean closed;

  Housekeeper(
      Dispatcher dispatcher,
      RecycleConfig recycle,
      Delays delays,
      Timer timer,
      Stragglers stragglers,
      Consumer<PooledWorker> renew) {
    this.dispatcher = dispatcher;
    this.recycle = new RecycleRules(recycle);
    this.delays = delays;
    this.timer = timer;
    this.renew = renew;
    this.signs = new SignsOfLife(timer);
    this.stragglers = stragglers;
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
      endOverdueCalls();
      signs.look(dispatcher.workers());
      stragglers.look(dispatcher.workers());
      renewNext();
    } finally {
      start(); // whatever went wrong in this round, the next one comes
    }
  }

  /** Callers look after their calls by themselves, unless an adapter doesn't let them. */
  private void endOverdueCalls() {
    long late = timer.nanoTime() - ROUND.toNanos();
    dispatcher.attempts().forEach(attempt -> attempt.endIfOverdue(late));
  }

  private void renewNext() {
    if (!mayRenew()) {
      return;
    }
    dispatcher.workers().stream()
        .filter(this::isDue)
        .findFirst()
        .ifPresent(
            due -> {
              dispatcher.spare(due);
              begin(due);
              renew.accept(due);
            });
  }

  private synchronized boolean mayRenew() {
    return (renewing == null || renewing.isDead()) && timer.nanoTime() >= notBefore;
  }

  private synchronized void begin(PooledWorker due) {
    renewing = due;
  }

  /** Whether a worker has served long enough. One whose session would be lost is left alone. */
  private boolean isDue(PooledWorker worker) {
    return recycle.areReachedBy(worker)
        && dispatcher.locked(() -> worker.isAccepting() && worker.canLeave());
  }

  /** The renewal it asked for is over, with a successor. */
  synchronized void renewed() {
    renewing = null;
    failures = 0;
  }

  /** It is over without: the next try, whichever worker's, waits longer each time. */
  synchronized void notRenewed() {
    renewing = null;
    notBefore = timer.after(TimeUnit.MILLISECONDS.toNanos(delays.millisAfter(++failures)));
  }
}
