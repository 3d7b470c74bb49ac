package io.snakepit.core.pool;

import io.snakepit.api.QueueConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStatus;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.call.SessionRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings calls and workers together. One short lock guards it all; nothing slow and nobody else's
 * code runs under it. Giving a call to a worker, or taking the worker back, takes the same time
 * however many there are.
 */
final class Dispatcher {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private final AttemptOwner owner;
  private final PoolErrors errors;

  // all guarded by lock
  private final Set<PooledWorker> workers = new LinkedHashSet<>();
  private final CallQueue queue;
  private final Placement placement;
  private final Set<PendingCall> mourned = new HashSet<>();
  private Function<PendingCall, @Nullable SnakepitException> refusal = call -> null;
  private @Nullable Function<PendingCall, SnakepitException> hopeless;
  private boolean closed;
  private long lastTicket;

  Dispatcher(AttemptOwner owner, QueueConfig config, PoolErrors errors) {
    this.owner = owner;
    this.errors = errors;
    this.queue = new CallQueue(config, errors);
    this.placement = new Placement(owner, errors, queue);
  }

  // ---- calls ---------------------------------------------------------------------------------

  /** Takes a new call: gives it to a worker, or queues it, or fails it. */
  void submit(PendingCall call) {
    @Nullable SnakepitException refused = null;
    @Nullable WorkerAttempt attempt = null;
    lock.lock();
    try {
      refused = hopeless != null ? hopeless.apply(call) : refusal.apply(call);
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
        next = placement.passOn(call);
      }
      wakeIfQuiet();
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
      lost = hopeless == null ? null : hopeless.apply(call);
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
    lock.lock();
    try {
      mourned.add(call);
    } finally {
      lock.unlock();
    }
  }

  /** It has its outcome. */
  void mournedEnough(PendingCall call) {
    lock.lock();
    try {
      mourned.remove(call);
      wakeIfQuiet();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a call back that an attempt could not run; it goes before those that wait. */
  void requeue(PendingCall call) {
    @Nullable WorkerAttempt attempt = null;
    @Nullable SnakepitException lost = null;
    lock.lock();
    try {
      queue.remove(call); // it may have been postponed
      lost = hopeless == null ? null : hopeless.apply(call);
      if (call.isEnded() || lost != null) { // in the queue nobody would look after it any more
        attempt = placement.passOn(call);
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
      WorkerAttempt next = placement.release(attempt);
      wakeIfQuiet();
      return next;
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

  /** A worker is ready; answers whether it is taken, for it may come when all is over. */
  boolean add(PooledWorker worker) {
    @Nullable WorkerAttempt next;
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      workers.add(worker);
      next = placement.take(worker);
    } finally {
      lock.unlock();
    }
    fill(next);
    return true;
  }

  /** A worker gets no further calls. */
  void shut(PooledWorker worker) {
    lock.lock();
    try {
      placement.shut(worker);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The worker of an attempt gets no further calls, unless the attempt has left it; answers what
   * runs there, which is nothing then.
   */
  List<WorkerAttempt> condemn(WorkerAttempt attempt) {
    PooledWorker worker = attempt.worker();
    lock.lock();
    try {
      if (!worker.active.contains(attempt)) {
        return List.of();
      }
      placement.shut(worker);
      return List.copyOf(worker.active);
    } finally {
      lock.unlock();
    }
  }

  /** A worker is gone: the sessions on it are lost, and with them the calls that wait for them. */
  void remove(PooledWorker worker) {
    List<PendingCall> lost = new ArrayList<>();
    lock.lock();
    try {
      placement.forget(worker);
      workers.remove(worker);
      queue.drainTo(worker.waiting, lost);
      for (PooledSession session : worker.sessions) {
        queue.drainTo(session.waiting, lost);
        session.lose(lost.stream().anyMatch(call -> call.spec().session() == session));
      }
      worker.sessions.clear();
      wakeIfQuiet();
    } finally {
      lock.unlock();
    }
    for (PendingCall call : lost) {
      SessionRef session = call.spec().session();
      call.fail(errors.sessionLost(session == null ? "" : session.key()));
    }
  }

  // ---- the pool as a whole -------------------------------------------------------------------

  /** From now on asks this for each new call: an error refuses it. */
  void refuse(Function<PendingCall, @Nullable SnakepitException> rule) {
    lock.lock();
    try {
      refusal = rule;
    } finally {
      lock.unlock();
    }
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
    List<PendingCall> waiting;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = forGood;
      hopeless = why;
      waiting = placement.drain(workers);
      wakeIfQuiet();
    } finally {
      lock.unlock();
    }
    waiting.forEach(call -> call.fail(why.apply(call)));
  }

  /** Calls may wait again. */
  void hopeAgain() {
    lock.lock();
    try {
      if (!closed) {
        hopeless = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing runs and nothing waits; answers whether that came in time. */
  boolean awaitQuiet(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    lock.lock();
    try {
      while (!isQuiet()) {
        long left = end - System.nanoTime();
        if (left <= 0 || !quiet.await(left, TimeUnit.NANOSECONDS)) {
          return isQuiet();
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void wakeIfQuiet() {
    if (isQuiet()) {
      quiet.signalAll();
    }
  }

  private boolean isQuiet() {
    return placement.running() == 0 && queue.calls() == 0 && mourned.isEmpty();
  }

  /** All workers of the pool. */
  List<PooledWorker> workers() {
    lock.lock();
    try {
      return List.copyOf(workers);
    } finally {
      lock.unlock();
    }
  }

  /** What runs. */
  List<WorkerAttempt> attempts() {
    lock.lock();
    try {
      return workers.stream().flatMap(worker -> worker.active.stream()).toList();
    } finally {
      lock.unlock();
    }
  }

  /** A snapshot of each worker. */
  List<WorkerStatus> statuses() {
    lock.lock();
    try {
      return workers.stream()
          .map(PooledWorker::status)
          .sorted(Comparator.comparing(WorkerStatus::id))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** A snapshot of how full it is. */
  Load load() {
    lock.lock();
    try {
      int withoutOutcome =
          (int)
              Stream.concat(
                      workers.stream()
                          .flatMap(worker -> worker.active.stream())
                          .map(WorkerAttempt::call),
                      mourned.stream())
                  .filter(call -> !call.isEnded() && !call.isLinked())
                  .distinct()
                  .count();
      return new Load(
          workers.size(), placement.idle(), withoutOutcome, queue.calls(), queue.bytes());
    } finally {
      lock.unlock();
    }
  }

  /** How full a dispatcher is. */
  record Load(int workers, int idle, int running, int queued, long queuedBytes) {}

  /** Runs something that reads or changes what the lock guards. */
  <T> T locked(Supplier<T> task) {
    lock.lock();
    try {
      return task.get();
    } finally {
      lock.unlock();
    }
  }
}
