package io.snakepit.core.pool;

import io.snakepit.core.call.PendingCall;
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
  private final AttemptOwner owner;
  private final NestedTurns nested;
  private final PoolErrors errors;

  SessionSuccession(AttemptOwner owner, NestedTurns nested, PoolErrors errors) {
    this.owner = owner;
    this.nested = nested;
    this.errors = errors;
  }

  /** A session was closed that has state, or calls, somewhere. */
  void begins(PooledSession closed) {
    ending.put(closed.key(), closed);
  }

  /** Whether a closed session of the same key has to end first; not if that waits for the call. */
  boolean mustFollow(PendingCall call, PooledSession session) {
    PooledSession first = predecessor(session);
    for (PooledSession before = first; before != null; before = before.follows) {
      if (!session.isClosed() && endsBehind(before, call)) { // nobody waits for a session's end
        throw errors.nestedCallBehind(call, before);
      }
    }
    return first != null;
  }

  /** Whether a closed session can't end before the ancestors of a call do. */
  private boolean endsBehind(PooledSession closed, PendingCall call) {
    return Ancestors.inSession(call, owner, closed) != null || nested.areKeptFrom(closed, call);
  }

  /**
   * The session that another one has to wait for, if there is one. It was closed before the other
   * began: what is ending when a closed session, or the stage of one, makes a call came after it.
   */
  private @Nullable PooledSession predecessor(PooledSession session) {
    if (session.follows == null && !session.isClosed() && !session.isStage()) {
      PooledSession before = ending.get(session.key());
      if (before != null) {
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
