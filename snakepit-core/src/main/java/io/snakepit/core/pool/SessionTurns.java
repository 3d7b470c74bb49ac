package io.snakepit.core.pool;

import io.snakepit.api.SessionException;
import io.snakepit.core.call.LinkedList;
import io.snakepit.core.call.PendingCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the calls of sessions in order, each session's on the worker that holds its state, and
 * moves a session whose worker goes (S10). Guarded by the dispatcher's lock.
 */
final class SessionTurns {

  private final Placement placement;
  private final AttemptOwner owner;
  private final PoolErrors errors;
  private final CallQueue queue;
  private final Aftermath aftermath;
  private final SessionSuccession succession;
  private final NestedTurns nested;
  private final Set<PooledSession> restoring = new LinkedHashSet<>();

  SessionTurns(
      Placement placement,
      AttemptOwner owner,
      PoolErrors errors,
      CallQueue queue,
      Roster roster,
      Aftermath aftermath) {
    this.placement = placement;
    this.owner = owner;
    this.errors = errors;
    this.queue = queue;
    this.aftermath = aftermath;
    this.nested = new NestedTurns(owner, roster);
    this.succession = new SessionSuccession(owner, nested, errors);
  }

  // ---- calls ---------------------------------------------------------------------------------

  /** Places a new call: on a worker, or in a queue; throws why neither can be. */
  @Nullable WorkerAttempt place(PendingCall call, PooledSession session) {
    WorkerAttempt own = Ancestors.inSession(call, owner, session);
    session.check(call, own);
    if (own != null && !session.isClosed()) { // its end comes behind what it has called
      return placement.assignOnTop(call, own);
    }
    if (!session.isClosed() && nested.areKeptFrom(session, call)) { // nobody waits for its end
      throw errors.nestedCallInTurn(call, session);
    }
    if (session.turn != null
        || session.restoration != null
        || succession.mustFollow(call, session)) {
      enqueue(session.waiting, call, session);
      return null;
    }
    if (session.needsRestoring()) {
      enqueue(session.waiting, call, session);
      restore(session);
      return null;
    }
    WorkerAttempt attempt = placeFirstOf(session, call);
    session.turn = call;
    return attempt;
  }

  private @Nullable WorkerAttempt placeFirstOf(PooledSession session, PendingCall call) {
    PooledWorker home = session.worker;
    if (home == null) {
      return placement.placeAnywhere(call);
    }
    WorkerAttempt ancestor = ancestorAt(home, call, session);
    if (ancestor != null) {
      return placement.assignOnTop(call, ancestor);
    }
    if (home.hasRoom()) {
      return placement.assign(call, home, 0);
    }
    enqueue(home.waiting, call, session);
    return null;
  }

  /** The one on whose top a call has to run; a session's end may as well wait. */
  private @Nullable WorkerAttempt ancestorAt(
      PooledWorker home, PendingCall call, PooledSession session) {
    WorkerAttempt ancestor = Ancestors.onWorker(call, owner, home);
    boolean mayWait = session.isClosed() && ancestor != null && !placement.canNest(ancestor);
    return mayWait ? null : ancestor;
  }

  /** What cleans up after a closed session must not be refused. */
  private void enqueue(LinkedList<PendingCall> side, PendingCall call, PooledSession session) {
    if (session.isClosed()) {
      queue.moveTo(side, call);
    } else {
      queue.addTo(side, call);
    }
  }

  /** Places a call that an attempt could not run, before those that wait. */
  @Nullable WorkerAttempt placeAgain(PendingCall call, PooledSession session) {
    WorkerAttempt own = Ancestors.inSession(call, owner, session);
    if (own != null && !session.isClosed()) {
      return placement.assignOnTop(call, own);
    }
    boolean overtaken = session.turn != null && session.turn != call;
    if (overtaken || session.restoration != null) {
      queue.addFirstTo(session.waiting, call);
      return null;
    }
    PooledWorker home = session.worker;
    if (home == null || home.isLeaving()) {
      session.turn = null;
      queue.addFirstTo(session.waiting, call);
      leaveHome(session);
      return null;
    }
    session.turn = call;
    WorkerAttempt ancestor = ancestorAt(home, call, session);
    if (ancestor != null) {
      return placement.assignOnTop(call, ancestor);
    }
    queue.addFirstTo(home.waiting, call);
    return placement.take(home);
  }

  /** A call is over: if it had its session's turn, the next call of the session gets it. */
  @Nullable WorkerAttempt passOn(PendingCall over) {
    if (!(over.spec().session() instanceof PooledSession session) || session.turn != over) {
      return null;
    }
    session.endTurn();
    return goOn(session);
  }

  /** The session's next call has its turn. */
  private @Nullable WorkerAttempt goOn(PooledSession session) {
    PooledWorker home = session.worker;
    if (home != null && home.isLeaving()) {
      leaveHome(session);
      return null;
    }
    PendingCall call = queue.pollFrom(session.waiting);
    session.turn = call;
    if (call == null) {
      session.leaveIfClosed();
      return completeIfStage(session);
    }
    if (home == null) {
      return placement.placeWaiting(call);
    }
    WorkerAttempt ancestor = Ancestors.onWorker(call, owner, home);
    if (ancestor != null && placement.canNest(ancestor)) { // which waits for it
      return placement.assignOnTop(call, ancestor);
    }
    if (home.hasRoom() && home.waiting.isEmpty() && queue.isEmpty()) {
      return placement.assign(call, home, 0);
    }
    queue.moveTo(home.waiting, call);
    return null;
  }

  // ---- the end -------------------------------------------------------------------------------

  /** Closes a session; answers whether something is left of it, which is to be {@link #end}ed. */
  boolean close(PooledSession session) {
    boolean hasState = session.markClosed();
    if (hasState && !session.isStage()) {
      succession.begins(session);
    }
    return hasState;
  }

  /** Nothing is left of a closed session: the next one of its key may begin. */
  @Nullable WorkerAttempt end(PooledSession closed) {
    closed.leaveIfClosed();
    PooledSession next = succession.ended(closed);
    return next == null ? null : goOn(next);
  }

  // ---- workers -------------------------------------------------------------------------------

  /** A worker is to go: its sessions leave it, each as soon as none of its calls runs there. */
  void leave(PooledWorker worker) {
    for (PendingCall call = queue.pollFrom(worker.waiting);
        call != null;
        call = queue.pollFrom(worker.waiting)) {
      putBack(call);
    }
    for (PooledSession session : List.copyOf(worker.sessions)) {
      if (session.turn == null) {
        leaveHome(session);
      }
    }
  }

  /** A worker is gone: its sessions are restored, or lost, and with them the calls that wait. */
  void lose(PooledWorker worker) {
    List<PendingCall> lost = new ArrayList<>();
    queue.drainTo(worker.waiting, lost);
    lost.forEach(this::putBack);
    for (PooledSession session : List.copyOf(worker.sessions)) {
      session.turn = null;
      leaveHome(session);
    }
  }

  /** A call that had its session's turn, but hasn't begun. */
  private void putBack(PendingCall call) {
    if (call.spec().session() instanceof PooledSession session) {
      session.turn = null;
      queue.addFirstTo(session.waiting, call);
    }
  }

  /** A session's worker goes, or has gone. What waits is told, or waits for its restoration. */
  private void leaveHome(PooledSession session) {
    PooledWorker home = session.unpin();
    if (home != null) {
      placement.checkVacant(home);
    }
    if (session.isRestorable() && !session.waiting.isEmpty()) {
      restore(session);
      return;
    }
    if (!session.waiting.isEmpty()) {
      failWaiting(session, session.tell());
    }
    completeIfStage(session);
  }

  private void failWaiting(PooledSession session, Supplier<SessionException> why) {
    List<PendingCall> waiting = new ArrayList<>();
    queue.drainTo(session.waiting, waiting);
    aftermath.add(() -> waiting.forEach(call -> call.fail(why.get())));
  }

  // ---- restoration ---------------------------------------------------------------------------

  private void restore(PooledSession session) {
    PendingCall first = session.waiting.peekFirst();
    SessionRestoration restoration =
        new SessionRestoration(session, first == null ? null : first.spec().lineage());
    session.restoration = restoration;
    restoring.add(session);
    aftermath.add(() -> owner.restore(restoration));
  }

  /** The restore steps have succeeded; what they called may not have settled yet. */
  @Nullable WorkerAttempt restored(SessionRestoration restoration) {
    restoration.stepsDone = true;
    return completeIfStage(restoration.stage());
  }

  /** The session takes its stage's place as soon as nothing of the stage runs any more. */
  private @Nullable WorkerAttempt completeIfStage(PooledSession stage) {
    SessionRestoration restoration = stage.isStageOf();
    if (restoration == null || !restoration.stepsDone || stage.turn != null) {
      return null;
    }
    if (stage.isClosed() || stage.wasUnpinned()) { // in spite of what the steps make of it
      SessionException why =
          stage.isClosed() ? errors.sessionClosed(stage.key()) : stage.tell().get();
      notRestored(restoration, restoration.session().notRestored(why));
      return null;
    }
    PooledSession session = over(restoration);
    session.adopt(stage);
    return goOn(session);
  }

  /** They have not. */
  void notRestored(SessionRestoration restoration, Supplier<SessionException> why) {
    PooledSession session = over(restoration);
    if (restoration.stage().wasMoved() && session.isRestorable()) {
      if (!session.waiting.isEmpty()) {
        restore(session); // on a worker that stays
      }
      return;
    }
    failWaiting(session, why);
  }

  private PooledSession over(SessionRestoration restoration) {
    PooledSession session = restoration.session();
    session.restoration = null;
    restoring.remove(session);
    return session;
  }

  /** Takes all calls that wait for a restoration, or for the end of another session. */
  void drain(List<PendingCall> into) {
    restoring.forEach(session -> queue.drainTo(session.waiting, into));
    succession.waiting().forEach(session -> queue.drainTo(session.waiting, into));
  }
}
