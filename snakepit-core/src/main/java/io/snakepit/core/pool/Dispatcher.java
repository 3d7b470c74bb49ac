package io.snakepit.core.pool;

import io.snakepit.api.Capability;
import io.snakepit.api.QueueConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStatus;
import io.snakepit.core.call.LinkedList;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.call.SessionRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
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
  private final LinkedList<PooledWorker> idle = new LinkedList<>();
  private final LinkedList<PooledWorker> partial = new LinkedList<>();
  private final CallQueue queue;
  private final NearWorkers near = new NearWorkers();
  private @Nullable Function<PendingCall, @Nullable SnakepitException> refusal;
  private long lastTicket;
  private long lastAttempt;
  private int running;

  Dispatcher(AttemptOwner owner, QueueConfig config, PoolErrors errors) {
    this.owner = owner;
    this.errors = errors;
    this.queue = new CallQueue(config, errors);
  }

  // ---- calls ---------------------------------------------------------------------------------

  /** Takes a new call: gives it to a worker, or queues it, or fails it. */
  void submit(PendingCall call) {
    @Nullable SnakepitException refused = null;
    @Nullable WorkerAttempt attempt = null;
    lock.lock();
    try {
      refused = refusal == null ? null : refusal.apply(call);
      if (refused == null) {
        call.setTicket(++lastTicket);
        attempt = place(call);
      }
    } catch (SnakepitException failure) {
      refused = failure;
    } finally {
      lock.unlock();
    }
    if (refused != null) {
      call.fail(refused);
    } else if (attempt != null) {
      attempt.begin();
    }
  }

  private @Nullable WorkerAttempt place(PendingCall call) {
    if (call.spec().session() instanceof PooledSession session) {
      return placeInSession(call, session);
    }
    WorkerAttempt ancestor = Ancestors.nearest(call, owner);
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

  /** A nested call never waits behind its own ancestors (S14). */
  private WorkerAttempt placeNested(PendingCall call, WorkerAttempt ancestor) {
    PooledWorker free = idle.peekFirst();
    return free != null ? assign(call, free, 0) : assignOnTop(call, ancestor);
  }

  private WorkerAttempt assignOnTop(PendingCall call, WorkerAttempt ancestor) {
    PooledWorker worker = ancestor.worker();
    if (!worker.generation().can(Capability.REENTRANT)
        || worker.isDead()
        || !ancestor.awaitsHost()) {
      throw errors.nestedCallBlocked(call, ancestor);
    }
    return assign(call, worker, ancestor.id());
  }

  private @Nullable WorkerAttempt placeInSession(PendingCall call, PooledSession session) {
    WorkerAttempt own = Ancestors.inSession(call, owner, session);
    session.check(call, own);
    if (own != null) {
      return assignOnTop(call, own);
    }
    if (session.busy) {
      queue.addTo(session.waiting, call);
      return null;
    }
    WorkerAttempt attempt = placeFirstOf(session, call);
    session.busy = true;
    return attempt;
  }

  private @Nullable WorkerAttempt placeFirstOf(PooledSession session, PendingCall call) {
    PooledWorker home = session.worker;
    if (home == null) {
      WorkerAttempt ancestor = Ancestors.nearest(call, owner);
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
    WorkerAttempt ancestor = Ancestors.onWorker(call, owner, home);
    if (ancestor != null) {
      return assignOnTop(call, ancestor);
    }
    if (home.hasRoom()) {
      return assign(call, home, 0);
    }
    queue.addTo(home.waiting, call);
    return null;
  }

  private @Nullable PooledWorker pick(PendingCall call) {
    String key = call.spec().near();
    if (key != null) {
      PooledWorker last = near.last(key);
      if (last != null && idle.contains(last)) {
        return last;
      }
    }
    PooledWorker free = idle.peekFirst();
    return free != null ? free : partial.peekFirst();
  }

  /** Puts a call on a worker; the caller begins the attempt after it has let go of the lock. */
  private WorkerAttempt assign(PendingCall call, PooledWorker worker, long parent) {
    WorkerAttempt attempt = new WorkerAttempt(call, worker, ++lastAttempt, parent, owner);
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

  /** Takes a call out of whichever queue it waits in. */
  void withdraw(PendingCall call) {
    @Nullable WorkerAttempt next = null;
    lock.lock();
    try {
      boolean waitedInSession =
          call.spec().session() instanceof PooledSession session && session.waiting.contains(call);
      if (queue.remove(call)
          && !waitedInSession
          && call.spec().session() instanceof PooledSession session) {
        next = advance(session);
      }
      wakeIfQuiet();
    } finally {
      lock.unlock();
    }
    if (next != null) {
      next.begin();
    }
  }

  /** Takes a call back that an attempt could not run; it goes before those that wait. */
  void requeue(PendingCall call) {
    @Nullable WorkerAttempt attempt = null;
    @Nullable SnakepitException lost = null;
    lock.lock();
    try {
      SessionRef session = call.spec().session();
      if (session instanceof PooledSession pinned && pinned.worker == null) {
        lost = errors.sessionLost(pinned.key());
      } else if (session instanceof PooledSession pinned && pinned.worker != null) {
        queue.addFirstTo(pinned.worker.waiting, call);
      } else {
        PooledWorker worker = pick(call);
        if (worker != null) {
          attempt = assign(call, worker, 0);
        } else {
          queue.addFirst(call);
        }
      }
    } finally {
      lock.unlock();
    }
    if (lost != null) {
      call.fail(lost);
    } else if (attempt != null) {
      attempt.begin();
    }
  }

  /** An attempt has settled: its worker takes what waits for it. */
  void settled(WorkerAttempt attempt) {
    PooledWorker worker = attempt.worker();
    @Nullable WorkerAttempt next = null;
    lock.lock();
    try {
      worker.active.remove(attempt);
      worker.countCall();
      running--;
      if (attempt.call().spec().session() instanceof PooledSession session
          && Ancestors.inSession(attempt.call(), owner, session) == null) {
        next = advance(session);
      }
      if (next == null) {
        next = take(worker);
      }
      wakeIfQuiet();
    } finally {
      lock.unlock();
    }
    fill(worker, next);
  }

  /** The session's next call, if there is one, goes on. */
  private @Nullable WorkerAttempt advance(PooledSession session) {
    PendingCall call = queue.pollFrom(session.waiting);
    session.busy = call != null;
    if (call == null) {
      return null;
    }
    PooledWorker worker = session.worker;
    if (worker == null) {
      queue.add(call);
    } else if (worker.hasRoom() && worker.waiting.isEmpty() && queue.isEmpty()) {
      return assign(call, worker, 0);
    } else {
      queue.addTo(worker.waiting, call);
    }
    return null;
  }

  /** Gives a worker calls as long as it has room. */
  private void fill(PooledWorker worker, @Nullable WorkerAttempt first) {
    for (WorkerAttempt next = first; next != null; ) {
      next.begin();
      lock.lock();
      try {
        next = take(worker);
      } finally {
        lock.unlock();
      }
    }
  }

  /** The call that has waited longest among those that this worker may run. */
  private @Nullable WorkerAttempt take(PooledWorker worker) {
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
    if (shelf == idle) {
      idle.addFirst(worker); // the one used last has the warmest caches
    } else if (shelf != null) {
      shelf.addLast(worker); // in turn
    }
  }

  // ---- workers -------------------------------------------------------------------------------

  /** A worker is ready. */
  void add(PooledWorker worker) {
    @Nullable WorkerAttempt next;
    lock.lock();
    try {
      workers.add(worker);
      next = take(worker);
    } finally {
      lock.unlock();
    }
    fill(worker, next);
  }

  /** A worker gets no further calls; answers whether it runs nothing and holds no session. */
  boolean shut(PooledWorker worker) {
    lock.lock();
    try {
      worker.accepting = false;
      worker.unlink();
      return worker.active.isEmpty() && worker.sessions.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Shuts a worker if it can go at once: it runs nothing and holds no session. */
  boolean shutIfUnused(PooledWorker worker) {
    lock.lock();
    try {
      if (!worker.active.isEmpty() || !worker.sessions.isEmpty() || !worker.waiting.isEmpty()) {
        return false;
      }
      worker.accepting = false;
      worker.unlink();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A worker is gone: the sessions on it are lost, and with them the calls that wait for them. */
  void remove(PooledWorker worker) {
    List<PendingCall> lost = new ArrayList<>();
    lock.lock();
    try {
      worker.accepting = false;
      worker.unlink();
      workers.remove(worker);
      near.forget(worker);
      queue.drainTo(worker.waiting, lost);
      for (PooledSession session : worker.sessions) {
        queue.drainTo(session.waiting, lost);
        session.lose(!lost.isEmpty());
      }
      worker.sessions.clear();
    } finally {
      lock.unlock();
    }
    for (PendingCall call : lost) {
      SessionRef session = call.spec().session();
      call.fail(errors.sessionLost(session == null ? "" : session.key()));
    }
  }

  // ---- the pool as a whole -------------------------------------------------------------------

  /** From now on asks this for each new call: an error refuses it. Null accepts all. */
  void refuse(@Nullable Function<PendingCall, @Nullable SnakepitException> rule) {
    lock.lock();
    try {
      refusal = rule;
    } finally {
      lock.unlock();
    }
  }

  /** Fails everything that waits. */
  void failQueued(Function<PendingCall, SnakepitException> why) {
    List<PendingCall> waiting = new ArrayList<>();
    lock.lock();
    try {
      queue.drain(waiting);
      for (PooledWorker worker : workers) {
        queue.drainTo(worker.waiting, waiting);
        worker.sessions.forEach(session -> queue.drainTo(session.waiting, waiting));
      }
    } finally {
      lock.unlock();
    }
    waiting.forEach(call -> call.fail(why.apply(call)));
  }

  /** Waits until nothing runs and nothing waits; answers whether that came in time. */
  boolean awaitQuiet(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    lock.lock();
    try {
      while (running > 0 || queue.calls() > 0) {
        long left = end - System.nanoTime();
        if (left <= 0 || !quiet.await(left, TimeUnit.NANOSECONDS)) {
          return running == 0 && queue.calls() == 0;
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void wakeIfQuiet() {
    if (running == 0 && queue.calls() == 0) {
      quiet.signalAll();
    }
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
              workers.stream()
                  .flatMap(worker -> worker.active.stream())
                  .filter(attempt -> !attempt.call().isEnded())
                  .count();
      return new Load(workers.size(), idle.size(), withoutOutcome, queue.calls(), queue.bytes());
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
