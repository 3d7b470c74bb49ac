package io.snakepit.core.pool;

import io.snakepit.core.call.PendingCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds nested calls that would wait, by way of their session, for their own ancestors (S14): what
 * has the session's turn begins only when one of these has ended. Guarded by the dispatcher's lock.
 */
final class NestedTurns {

  private final AttemptOwner owner;
  private final Roster roster;

  NestedTurns(AttemptOwner owner, Roster roster) {
    this.owner = owner;
    this.roster = roster;
  }

  /** Whether what a session runs next, or restores, waits for the ancestors of a call. */
  boolean areKeptFrom(PooledSession session, PendingCall call) {
    SessionRestoration restoration = session.restoration;
    boolean waits = session.turn != null || restoration != null || session.isClosed(); // its end
    if (!waits || call.spec().lineage() == null) {
      return false;
    }
    return restoration == null ? isKept(call, session) : isKeptByRestoration(call, restoration);
  }

  /** The steps run on top of the call that they are for, if they are for a nested one. */
  private boolean isKeptByRestoration(PendingCall call, SessionRestoration restoration) {
    return !Ancestors.isForOne(restoration.lineage(), owner) && isKept(call, restoration.stage());
  }

  private boolean isKept(PendingCall call, PooledSession before) {
    if (before.worker != null) {
      return isKept(call, before.turn, before.worker);
    }
    List<PooledWorker> able = roster.all().stream().filter(PooledWorker::isAccepting).toList();
    return !able.isEmpty() && able.stream().allMatch(worker -> isKept(call, before.turn, worker));
  }

  private boolean isKept(PendingCall call, @Nullable PendingCall turn, PooledWorker worker) {
    return worker.isKeptFrom(turn, Ancestors.countOnWorker(call, owner, worker));
  }
}
