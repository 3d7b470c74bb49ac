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

  // guarded by this
  private @Nullable Scheduled next;
  private boolean closed;

  OpenSessions(Dispatcher dispatcher, Duration idle, Timer timer) {
    this.dispatcher = dispatcher;
    this.timer = timer;
    this.idleNanos = Spans.nanos(idle);
  }

  /** The open session of a key; made if there is none. Asking for it counts as use. */
  PooledSession of(String key, Function<String, PooledSession> make) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a session needs a key");
    }
    SessionRef.requireFit(key);
    if (idleNanos == 0) {
      return sessions.computeIfAbsent(key, make);
    }
    return sessions.compute( // against the look that would let it go
        key,
        (same, present) -> {
          PooledSession open = present == null ? make.apply(same) : present;
          open.use();
          return open;
        });
  }

  /** From now on the next one of its key can be made. */
  void remove(PooledSession session) {
    sessions.remove(session.key(), session);
  }

  // ---- idle ones -----------------------------------------------------------------------------

  /** Begins to look for idle sessions; gives them, no longer open, to an executor. */
  synchronized void watch(Consumer<PooledSession> end, Executor executor) {
    if (idleNanos > 0 && !closed) {
      long round = Math.max(SHORTEST_ROUND, Math.min(LONGEST_ROUND, idleNanos / 10));
      next = timer.schedule(round, () -> look(end, executor));
    }
  }

  /** Looks no more. */
  synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel();
    }
  }

  private void look(Consumer<PooledSession> end, Executor executor) {
    try {
      long now = timer.nanoTime();
      List<PooledSession> expired =
          sessions.values().stream()
              .filter(session -> dispatcher.locked(() -> session.idleFor(now) >= idleNanos))
              .filter(this::letGo)
              .toList();
      if (!expired.isEmpty()) {
        executor.execute(() -> expired.forEach(end));
      }
    } finally {
      watch(end, executor); // whatever went wrong in this round, the next one comes
    }
  }

  /** Frees its key, unless somebody has asked for it since it was looked at. */
  private boolean letGo(PooledSession session) {
    sessions.computeIfPresent(
        session.key(), (key, open) -> open == session && open.expire() ? null : open);
    return session.isExpired();
  }
}
