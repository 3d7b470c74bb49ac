package io.snakepit.core.pool;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.SessionException;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStatus;
import io.snakepit.core.call.PendingCall;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings calls and workers together. One short lock guards it all; nothing slow and nobody else's
 * code runs under it. Giving a call to a worker, or taking the worker back, takes the same time
 * however many there are.
 */
final class Dispatcher {

  private final DispatcherLock lock = new DispatcherLock(this::isQuiet);
  private final AttemptOwner owner;
  private final PoolErrors errors;

  // all guarded by lock
  private final Roster roster = new Roster();
  private final Admission admission = new Admission();
  private final CallQueue queue;
  private final Placement placement;
  private final Set<PendingCall> mourned = new HashSet<>();
  private long lastTicket;

  Dispatcher(AttemptOwner owner, PoolConfig config, PoolErrors errors) {
    this.owner = owner;
    this.errors = errors;
    this.queue = new CallQueue(config, errors);
    this.placement = new Placement(owner, errors, queue, roster, lock.aftermath());
  }

  // ---- calls ---------------------------------------------------------------------------------

  /** Takes a new call: gives it to a worker, or queues it, or fails it. */
  void submit(PendingCall call) {
    @Nullable SnakepitException refused = null;
    @Nullable WorkerAttempt attempt = null;
    lock.lock();
    try {
      refused = admission.refusalOf(call);
      if (refused == null) {
        call.setTicket(++lastTicket);
        attempt = placement.place(call);
        owner.accepted(call);
      }
    } catch (SnakepitException failure) {
      refused = failure;
    } finally {
      lock.unlock();
    }
    if (refused != null) {
      owner.refused(call);
      call.refuse(refused);
    } else {
      begin(attempt);
    }
  }

  /** Takes a call out of whichever queue it waits in. */
  void withdraw(PendingCall call) {
    @Nullable WorkerAttempt next = null;
    lock.lock();
    try {
      if (queue.remove(call)) {
        next = placement.sessions().passOn(call);
      }
    } finally {
      lock.unlock();
    }
    begin(next);
  }

  /** Keeps a call that is made again after a delay; it is then to be {@link #requeue}d. */
  void postpone(PendingCall call) {
    @Nullable SnakepitException lost = null;
    lock.lock();
    try {
      lost = admission.hopelessnessOf(call);
      if (lost == null && !call.isEnded()) { // nobody would take it out again
        queue.postpone(call);
      }
    } finally {
      lock.unlock();
    }
    if (lost != null) {
      call.fail(lost);
    }
  }

  /** A call failed with its worker; its outcome waits for the obituary. */
  void mourn(PendingCall call) {
    lock.locked(() -> mourned.add(call));
  }

  /** It has its outcome. */
  void mournedEnough(PendingCall call) {
    lock.locked(() -> mourned.remove(call));
  }

  /** Takes a call back that an attempt could not run; it goes before those that wait. */
  void requeue(PendingCall call) {
    @Nullable WorkerAttempt attempt = null;
    @Nullable SnakepitException lost = null;
    lock.lock();
    try {
      queue.remove(call); // it may have been postponed
      lost = admission.hopelessnessOf(call);
      if (call.isEnded() || lost != null) { // in the queue nobody would look after it any more
        attempt = placement.sessions().passOn(call);
      } else {
        attempt = placement.placeAgain(call);
      }
    } catch (SnakepitException failure) {
      lost = failure;
    } finally {
      lock.unlock();
    }
    if (lost != null) {
      call.fail(lost);
    }
    begin(attempt);
  }

  private void begin(@Nullable WorkerAttempt attempt) {
    if (attempt != null && attempt.begin()) {
      settled(attempt);
    }
  }

  /** An attempt has settled: its worker takes what waits for it. */
  void settled(WorkerAttempt attempt) {
    fill(release(attempt));
  }

  private @Nullable WorkerAttempt release(WorkerAttempt attempt) {
    lock.lock();
    try {
      return placement.release(attempt);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable WorkerAttempt take(PooledWorker worker) {
    lock.lock();
    try {
      return placement.take(worker);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives a worker calls as long as it has room. A loop, for an adapter may carry out a whole call
   * within begin.
   */
  private void fill(@Nullable WorkerAttempt first) {
    for (WorkerAttempt next = first; next != null; ) {
      next = next.begin() ? release(next) : take(next.worker());
    }
  }

  // ---- workers -------------------------------------------------------------------------------

  /**
   * A worker is ready; answers whether it is taken, for it may come when all is over, or its
   * generation.
   */
  boolean add(PooledWorker worker) {
    @Nullable WorkerAttempt next;
    lock.lock();
    try {
      if (admission.isClosed() || roster.isTooLate(worker)) {
        return false;
      }
      roster.add(worker);
      next = placement.take(worker);
    } finally {
      lock.unlock();
    }
    fill(next);
    return true;
  }

  /**
   * A worker gets no further calls, unless it has gone from its attempt; answers what runs there.
   */
  List<WorkerAttempt> condemn(WorkerAttempt attempt) {
    PooledWorker worker = attempt.worker();
    return lock.locked(
        () -> {
          if (!worker.active.contains(attempt)) {
            return List.<WorkerAttempt>of();
          }
          placement.shut(worker);
          return List.copyOf(worker.active);
        });
  }

  /** A worker is to have a successor. */
  void spare(PooledWorker worker) {
    lock.locked(() -> placement.spare(worker));
  }

  /**
   * A worker's successor takes its place, as one step, unless a session would lose its state or all
   * is over; answers whether so.
   */
  boolean succeed(PooledWorker worker, PooledWorker successor) {
    @Nullable WorkerAttempt next;
    lock.lock();
    try {
      if (admission.isClosed() || roster.isTooLate(successor) || !worker.canLeave()) {
        return false;
      }
      roster.add(successor);
      next = placement.take(successor);
      placement.leave(worker);
    } finally {
      lock.unlock();
    }
    fill(next);
    return true;
  }

  /** A worker has its successor: it runs what it has, its sessions leave it, then it is vacated. */
  void leave(PooledWorker worker) {
    lock.locked(() -> placement.leave(worker));
  }

  /**
   * The workers of a new generation take the place of all there are, which leave; answers those.
   * Fails when all is over.
   */
  List<PooledWorker> takeOver(List<PooledWorker> successors) {
    List<PooledWorker> leaving =
        lock.locked(
            () -> {
              if (admission.isClosed()) { // nobody would end them
                throw errors.closed();
              }
              List<PooledWorker> present = roster.all();
              roster.changeTo(successors.get(0).generation());
              successors.stream().filter(worker -> !worker.isDead()).forEach(roster::add);
              admission.hopeAgain();
              present.forEach(placement::leave);
              return present;
            });
    successors.forEach(worker -> fill(take(worker)));
    return leaving;
  }

  /** A worker is gone. */
  void remove(PooledWorker worker) {
    lock.locked(
        () -> {
          placement.forget(worker);
          roster.remove(worker);
        });
  }

  // ---- sessions ------------------------------------------------------------------------------

  /** Closes a session; answers whether something is left of it. */
  boolean close(PooledSession session) {
    return lock.locked(() -> placement.sessions().close(session));
  }

  /** Nothing is left of a closed session. */
  void ended(PooledSession session) {
    begin(lock.locked(() -> placement.sessions().end(session)));
  }

  /** A session's restore steps have succeeded. */
  void restored(SessionRestoration restoration) {
    begin(lock.locked(() -> placement.sessions().restored(restoration)));
  }

  /** A session's restore steps have failed. */
  void notRestored(SessionRestoration restoration, Supplier<SessionException> why) {
    lock.locked(() -> placement.sessions().notRestored(restoration, why));
  }

  // ---- the pool as a whole -------------------------------------------------------------------

  /** From now on asks this for each new call: an error refuses it. */
  void refuse(Function<PendingCall, @Nullable SnakepitException> rule) {
    lock.locked(() -> admission.refuse(rule));
  }

  /** Fails everything that waits, and from now on everything that would have to. */
  void giveUp(Function<PendingCall, SnakepitException> why) {
    giveUp(why, false);
  }

  /** As {@link #giveUp}, for good: no worker is taken any more either. */
  void close(Function<PendingCall, SnakepitException> why) {
    giveUp(why, true);
  }

  private void giveUp(Function<PendingCall, SnakepitException> why, boolean forGood) {
    List<PendingCall> waiting =
        lock.locked(
            () -> {
              if (admission.isClosed()) {
                return List.<PendingCall>of();
              }
              admission.giveUp(why, forGood);
              return placement.drain(roster.all());
            });
    waiting.forEach(call -> call.fail(why.apply(call)));
  }

  /** Calls may wait again. */
  void hopeAgain() {
    lock.locked(admission::hopeAgain);
  }

  /** Waits until nothing runs and nothing waits; answers whether that came in time. */
  boolean awaitQuiet(long nanos) throws InterruptedException {
    return lock.awaitQuiet(nanos);
  }

  private boolean isQuiet() {
    return placement.running() == 0 && queue.calls() == 0 && mourned.isEmpty();
  }

  /** All workers of the pool. */
  List<PooledWorker> workers() {
    return lock.locked(roster::all);
  }

  /** What runs. */
  List<WorkerAttempt> attempts() {
    return lock.locked(roster::attempts);
  }

  /** A snapshot of each worker. */
  List<WorkerStatus> statuses() {
    return lock.locked(roster::statuses);
  }

  /** A snapshot of one of them. */
  WorkerStatus status(PooledWorker worker) {
    return lock.locked(worker::status);
  }

  /** A snapshot of how full it is. */
  Load load() {
    return lock.locked(
        () ->
            new Load(
                roster.size(),
                placement.idle(),
                roster.callsWithoutOutcome(mourned),
                queue.calls(),
                queue.bytes()));
  }

  /** How full a dispatcher is. */
  record Load(int workers, int idle, int running, int queued, long queuedBytes) {}

  /** Reads or changes what the lock guards. */
  <T extends @Nullable Object> T locked(Supplier<T> task) {
    return lock.locked(task);
  }
}
