package io.snakepit.core.pool;

import io.snakepit.api.Capability;
import io.snakepit.core.call.LinkedList;
import io.snakepit.core.call.PendingCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which worker a call goes to, and which call a worker takes next. Each decision takes the same
 * time however many there are of either. All of it is guarded by the dispatcher's lock; an attempt
 * that is returned is begun after the lock is let go.
 */
final class Placement {

  private final AttemptOwner owner;
  private final PoolErrors errors;
  private final CallQueue queue;
  private final LinkedList<PooledWorker> idle = new LinkedList<>();
  private final LinkedList<PooledWorker> partial = new LinkedList<>();
  private final NearWorkers near = new NearWorkers();
  private final SessionTurns sessions;
  private final Aftermath aftermath;
  private long lastAttempt;
  private int running;

  Placement(
      AttemptOwner owner, PoolErrors errors, CallQueue queue, Roster roster, Aftermath aftermath) {
    this.owner = owner;
    this.errors = errors;
    this.queue = queue;
    this.aftermath = aftermath;
    this.sessions = new SessionTurns(this, owner, errors, queue, roster, aftermath);
  }

  /** The sessions' part of it. */
  SessionTurns sessions() {
    return sessions;
  }

  /** How many attempts have not settled. */
  int running() {
    return running;
  }

  /** How many workers run nothing. */
  int idle() {
    return idle.size();
  }

  // ---- a call looks for a worker -------------------------------------------------------------

  /** Places a new call: on a worker, or in the queue; throws why neither can be. */
  @Nullable WorkerAttempt place(PendingCall call) {
    return call.spec().session() instanceof PooledSession session
        ? sessions.place(call, session)
        : placeAnywhere(call);
  }

  /** Places a new call on whichever worker can take it. */
  @Nullable WorkerAttempt placeAnywhere(PendingCall call) {
    WorkerAttempt ancestor = ancestorOf(call);
    if (ancestor != null) {
      return placeNested(call, ancestor);
    }
    PooledWorker worker = pick(call);
    if (worker != null) {
      return assign(call, worker, 0);
    }
    queue.add(call);
    return null;
  }

  /** The one that a call may run on top of; no session begins on a worker that is to go. */
  private @Nullable WorkerAttempt ancestorOf(PendingCall call) {
    return call.spec().session() == null
        ? Ancestors.nearest(call, owner)
        : Ancestors.nearestToStay(call, owner);
  }

  /** A nested call never waits behind its own ancestors (S14). */
  private WorkerAttempt placeNested(PendingCall call, WorkerAttempt ancestor) {
    PooledWorker free = firstAlive(idle);
    return free != null ? assign(call, free, 0) : assignOnTop(call, ancestor);
  }

  /** Runs a nested call on the worker that waits for it. */
  WorkerAttempt assignOnTop(PendingCall call, WorkerAttempt ancestor) {
    if (!canNest(ancestor)) {
      throw errors.nestedCallBlocked(call, ancestor);
    }
    return assign(call, ancestor.worker(), ancestor.id());
  }

  /** Whether a call may run on top of an attempt now. */
  boolean canNest(WorkerAttempt ancestor) {
    PooledWorker worker = ancestor.worker();
    return worker.generation().can(Capability.REENTRANT)
        && !worker.isDead()
        && ancestor.awaitsHost();
  }

  /** A worker that can take the call now. */
  @Nullable PooledWorker pick(PendingCall call) {
    String key = call.spec().near();
    if (key != null) {
      PooledWorker last = near.last(key);
      if (last != null && !last.isDead() && idle.contains(last)) {
        return last;
      }
    }
    PooledWorker free = firstAlive(idle);
    return free != null ? free : firstAlive(partial);
  }

  /** Dead workers leave their shelf here when the news of their death has not come yet. */
  private static @Nullable PooledWorker firstAlive(LinkedList<PooledWorker> shelf) {
    PooledWorker worker = shelf.peekFirst();
    while (worker != null && worker.isDead()) {
      worker.unlink();
      worker = shelf.peekFirst();
    }
    return worker;
  }

  /** Puts a call on a worker; the caller begins the attempt after it has let go of the lock. */
  WorkerAttempt assign(PendingCall call, PooledWorker worker, long parent) {
    WorkerAttempt attempt = new WorkerAttempt(call, worker, ++lastAttempt, parent, owner);
    if (worker.active.isEmpty()) {
      worker.beginsToWork();
    }
    worker.active.add(attempt);
    running++;
    if (call.spec().session() instanceof PooledSession session) {
      session.pin(worker);
    }
    if (call.spec().near() != null) {
      near.remember(call.spec().near(), worker);
    }
    shelve(worker);
    return attempt;
  }

  /** Places a call that an attempt could not run, before those that wait. */
  @Nullable WorkerAttempt placeAgain(PendingCall call) {
    if (call.spec().session() instanceof PooledSession session) {
      return sessions.placeAgain(call, session);
    }
    WorkerAttempt ancestor = Ancestors.nearest(call, owner);
    if (ancestor != null) {
      return placeNested(call, ancestor);
    }
    PooledWorker worker = pick(call);
    if (worker == null) {
      queue.addFirst(call);
      return null;
    }
    return assign(call, worker, 0);
  }

  /** Places a call that had waited for something else; no bound can refuse it. */
  @Nullable WorkerAttempt placeWaiting(PendingCall call) {
    WorkerAttempt ancestor = ancestorOf(call);
    if (ancestor != null && canNest(ancestor)) { // which waits for it
      return placeNested(call, ancestor);
    }
    PooledWorker worker = pick(call);
    if (worker != null) {
      return assign(call, worker, 0);
    }
    queue.move(call);
    return null;
  }

  // ---- a worker looks for a call -------------------------------------------------------------

  /** An attempt has left its worker: its session goes on, or else whoever has waited longest. */
  @Nullable WorkerAttempt release(WorkerAttempt attempt) {
    PooledWorker worker = attempt.worker();
    worker.active.remove(attempt);
    if (attempt.hasRun()) {
      worker.countCall();
    }
    running--;
    // a call without outcome is to run again, and keeps its turn
    WorkerAttempt next = attempt.call().isEnded() ? sessions.passOn(attempt.call()) : null;
    checkVacant(worker);
    return next != null ? next : take(worker);
  }

  /** The call that has waited longest among those that this worker may run. */
  @Nullable WorkerAttempt take(PooledWorker worker) {
    if (worker.hasRoom()) {
      PendingCall call = queue.pollOldest(worker.waiting);
      if (call != null) {
        return assign(call, worker, 0);
      }
    }
    shelve(worker);
    return null;
  }

  /** Puts a worker where it will be found, by what it can still take. */
  private void shelve(PooledWorker worker) {
    LinkedList<PooledWorker> shelf =
        !worker.hasRoom() ? null : worker.active.isEmpty() ? idle : partial;
    worker.unlink();
    if (shelf == idle && !worker.isDue()) {
      idle.addFirst(worker); // the one used last has the warmest caches
    } else if (shelf != null) {
      shelf.addLast(worker); // in turn
    }
  }

  /** A worker is to have a successor: used last, it has no session then that keeps it. */
  void spare(PooledWorker worker) {
    worker.advanceTo(Standing.DUE);
    if (idle.contains(worker)) {
      shelve(worker);
    }
  }

  /** A worker gets no more calls. */
  void shut(PooledWorker worker) {
    worker.advanceTo(Standing.SHUT);
    worker.unlink();
  }

  /** A worker has its successor: it gets no more calls, and its sessions leave it. */
  void leave(PooledWorker worker) {
    worker.advanceTo(Standing.LEAVING);
    worker.unlink();
    sessions.leave(worker);
    checkVacant(worker);
  }

  /** Tells when nothing keeps a worker any more that is to go. */
  void checkVacant(PooledWorker worker) {
    if (worker.isLeaving() && worker.active.isEmpty() && worker.sessions.isEmpty()) {
      aftermath.add(() -> owner.vacated(worker));
    }
  }

  /** Takes everything that waits, and the turns of the sessions whose turn was among it. */
  List<PendingCall> drain(List<PooledWorker> workers) {
    List<PendingCall> taken = new ArrayList<>();
    queue.drain(taken);
    sessions.drain(taken);
    for (PooledWorker worker : workers) {
      queue.drainTo(worker.waiting, taken);
      worker.sessions.forEach(session -> queue.drainTo(session.waiting, taken));
    }
    for (PendingCall call : List.copyOf(taken)) {
      if (call.spec().session() instanceof PooledSession session && session.turn == call) {
        session.turn = null;
        queue.drainTo(session.waiting, taken);
      }
    }
    return taken;
  }

  /** A worker is gone. */
  void forget(PooledWorker worker) {
    shut(worker);
    near.forget(worker);
    sessions.lose(worker);
  }
}
