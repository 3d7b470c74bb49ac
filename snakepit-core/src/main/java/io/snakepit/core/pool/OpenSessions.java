package io.snakepit.core.pool;

import io.snakepit.core.call.SessionRef;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The open sessions of a pool, one for each key. Those that nobody uses it lets go in time. */
final class OpenSessions {

  private static final long LONGEST_ROUND = TimeUnit.MINUTES.toNanos(1);
  private static final long SHORTEST_ROUND = TimeUnit.MILLISECONDS.toNanos(10);

  private final Map<String, PooledSession> sessions = new ConcurrentHashMap<>();
  private final Dispatcher dispatcher;
  private final Timer timer;
  private final long idleNanos; // 0 = for ever
  private final Consumer<PooledSession> end;
  private final Executor executor;

  // guarded by this
  private @Nullable Scheduled next;
  private boolean closed;

  /**
   * Opens none yet.
   *
   * @param idle how long one may go without a call; zero = for ever
   * @param end closes one, and removes it here, whether or not it was done already
   * @param executor closes those that were idle
   */
  OpenSessions(
      Dispatcher dispatcher,
      Duration idle,
      Timer timer,
      Consumer<PooledSession> end,
      Executor executor) {
    this.dispatcher = dispatcher;
    this.timer = timer;
    this.idleNanos = Spans.nanos(idle);
    this.end = end;
    this.executor = executor;
  }

  /** The open session of a key; made if there is none. Asking for it counts as use. */
  PooledSession of(String key, Function<String, PooledSession> make) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a session needs a key");
    }
    SessionRef.requireFit(key);
    PooledSession session = sessions.computeIfAbsent(key, make);
    while (!session.use()) {
      end.accept(session); // before the next one begins, which is to follow it
      session = sessions.computeIfAbsent(key, make);
    }
    return session;
  }

  /** From now on the next one of its key can be made. */
  void remove(PooledSession session) {
    sessions.remove(session.key(), session);
  }

  // ---- idle ones -----------------------------------------------------------------------------

  /** Begins to look for idle sessions. */
  synchronized void watch() {
    if (idleNanos > 0 && !closed) {
      long round = Math.max(SHORTEST_ROUND, Math.min(LONGEST_ROUND, idleNanos / 10));
      next = timer.schedule(round, this::look);
    }
  }

  /** Looks no more. */
  synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel();
    }
  }

  private void look() {
    try {
      long now = timer.nanoTime();
      List<PooledSession> expired =
          sessions.values().stream()
              .filter(session -> dispatcher.locked(() -> session.idleFor(now) >= idleNanos))
              .filter(PooledSession::expire)
              .toList();
      if (!expired.isEmpty()) {
        executor.execute(() -> expired.forEach(end));
      }
    } finally {
      watch(); // whatever went wrong in this round, the next one comes
    }
  }
}
