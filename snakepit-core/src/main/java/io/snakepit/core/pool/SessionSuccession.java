package io.snakepit.core.pool;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of one key follow each other: a worker knows a session by its key, so the calls of a new
 * one wait until nothing is left of the closed one before it (S10). Guarded by the dispatcher's
 * lock.
 */
final class SessionSuccession {

  /** The last of each key that was closed, and is not over yet. */
  private final Map<String, PooledSession> ending = new HashMap<>();

  private final Set<PooledSession> waiting = new LinkedHashSet<>();

  /** A session was closed that has state, or calls, somewhere. */
  void begins(PooledSession closed) {
    ending.put(closed.key(), closed);
  }

  /** The session that another one has to wait for, if there is one. */
  @Nullable PooledSession predecessor(PooledSession session) {
    if (session.follows == null) {
      PooledSession before = ending.get(session.key());
      if (before != null && !before.owns(session)) {
        session.follows = before;
        waiting.add(session);
      }
    }
    return session.follows;
  }

  /** Nothing is left of a closed session; answers the one that has waited for that. */
  @Nullable PooledSession ended(PooledSession closed) {
    ending.remove(closed.key(), closed);
    for (PooledSession session : waiting) {
      if (session.follows == closed) {
        session.follows = null;
        waiting.remove(session);
        return session;
      }
    }
    return null;
  }

  /** The sessions whose calls wait. */
  Collection<PooledSession> waiting() {
    return waiting;
  }
}
