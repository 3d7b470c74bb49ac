package io.snakepit.core.pool;

import io.snakepit.api.QueueConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStatus;
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
  private final PoolErrors errors;

  // all guarded by lock
  private final Set<PooledWorker> workers = new LinkedHashSet<>();
  private final CallQueue queue;
  private final Placement placement;
  private @Nullable Function<PendingCall, @Nullable SnakepitException> refusal;
  private long lastTicket;

  Dispatcher(AttemptOwner owner, QueueConfig config, PoolErrors errors) {
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
      refused = refusal == null ? null : refusal.apply(call);
      if (refused == null) {
        call.setTicket(++lastTicket);
        attempt = placement.place(call);
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
        next = placement.advance(session);
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
      attempt = placement.placeAgain(call);
    } catch (SnakepitException failure) {
      lost = failure;
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
    @Nullable WorkerAttempt next;
    lock.lock();
    try {
      next = placement.release(attempt);
      wakeIfQuiet();
    } finally {
      lock.unlock();
    }
    fill(attempt.worker(), next);
  }

  /** Gives a worker calls as long as it has room. */
  private void fill(PooledWorker worker, @Nullable WorkerAttempt first) {
    for (WorkerAttempt next = first; next != null; ) {
      next.begin();
      lock.lock();
      try {
        next = placement.take(worker);
      } finally {
        lock.unlock();
      }
    }
  }

  // ---- workers -------------------------------------------------------------------------------

  /** A worker is ready. */
  void add(PooledWorker worker) {
    @Nullable WorkerAttempt next;
    lock.lock();
    try {
      workers.add(worker);
      next = placement.take(worker);
    } finally {
      lock.unlock();
    }
    fill(worker, next);
  }

  /** A worker gets no further calls; answers whether it runs nothing and holds no session. */
  boolean shut(PooledWorker worker) {
    lock.lock();
    try {
      placement.shut(worker);
      return worker.active.isEmpty() && worker.sessions.isEmpty();
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
      while (placement.running() > 0 || queue.calls() > 0) {
        long left = end - System.nanoTime();
        if (left <= 0 || !quiet.await(left, TimeUnit.NANOSECONDS)) {
          return placement.running() == 0 && queue.calls() == 0;
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void wakeIfQuiet() {
    if (placement.running() == 0 && queue.calls() == 0) {
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
