package io.snakepit.core.pool;

import io.snakepit.api.Capability;
import io.snakepit.api.Obituary;
import io.snakepit.api.WorkerState;
import io.snakepit.api.WorkerStatus;
import io.snakepit.core.call.Linked;
import io.snakepit.core.call.LinkedList;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A worker as its pool sees it: what it runs, who waits for it, and how it stands. */
final class PooledWorker extends Linked {

  private final String id;
  private final Generation generation;
  private final Worker worker;
  private final @Nullable LaunchedProcess process;
  private final Timer timer;
  private final long startedAt;
  private final int concurrency; // how many calls it runs at once
  private final int capacity; // how many it may be given: to run, and sent ahead
  private final double spread = ThreadLocalRandom.current().nextDouble(-1, 1);

  // guarded by the dispatcher's lock; also read without it, for log records, hence the copying list
  final List<WorkerAttempt> active = new CopyOnWriteArrayList<>();
  final LinkedList<PendingCall> waiting = new LinkedList<>();
  final Set<PooledSession> sessions = new LinkedHashSet<>();
  private Standing standing = Standing.SERVING;

  /** A call that had begun was lost with it; it may have left since. */
  volatile boolean diedBusy;

  private volatile boolean dead;
  private final AtomicBoolean counted = new AtomicBoolean();
  private final AtomicLong calls = new AtomicLong();
  private volatile OptionalLong residentBytes = OptionalLong.empty();
  private volatile List<String> stderr = List.of();
  private final CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();
  private final LastWords lastWords;
  private final WorkerEnd end;

  PooledWorker(
      String id,
      Generation generation,
      Worker worker,
      @Nullable LaunchedProcess process,
      Timer timer,
      long startedAt,
      int prefetch) {
    this.id = id;
    this.generation = generation;
    this.worker = worker;
    this.process = process;
    this.lastWords = new LastWords(id, process);
    this.end = new WorkerEnd(id, worker, process, timer);
    this.timer = timer;
    this.startedAt = startedAt;
    this.concurrency = concurrency(generation, worker);
    this.capacity = concurrency + prefetch;
  }

  String id() {
    return id;
  }

  Generation generation() {
    return generation;
  }

  Worker spi() {
    return worker;
  }

  /**
   * A number from -1 to 1, its own, by which limits are spread so that workers don't reach them
   * together.
   */
  double spread() {
    return spread;
  }

  private static int concurrency(Generation generation, Worker worker) {
    return generation.can(Capability.MULTIPLEXING) ? worker.info().concurrency() : 1;
  }

  /**
   * Whether a call given to it may have to wait there behind others. It may where several run at
   * once, too: not all tools run beside each other.
   */
  boolean queues() {
    return capacity > 1;
  }

  /** It stands so from now on, or as it does if that is later. Under the dispatcher's lock. */
  void advanceTo(Standing next) {
    if (next.compareTo(standing) > 0) {
      standing = next;
    }
  }

  /** Whether it is one of those that get calls. Under the dispatcher's lock. */
  boolean isAccepting() {
    return standing.compareTo(Standing.SHUT) < 0 && !dead;
  }

  /** Whether it is to have a successor. Under the dispatcher's lock. */
  boolean isDue() {
    return standing == Standing.DUE;
  }

  /** Whether it has its successor. Under the dispatcher's lock. */
  boolean isLeaving() {
    return standing == Standing.LEAVING;
  }

  /** Whether it can take one more call. Under the dispatcher's lock. */
  boolean hasRoom() {
    return isAccepting() && active.size() < capacity;
  }

  /** Whether a call doesn't begin before one of so many has ended. Under the dispatcher's lock. */
  boolean isKeptFrom(@Nullable PendingCall call, long others) {
    return others >= concurrency
        && active.stream().noneMatch(attempt -> attempt.call() == call && attempt.isStarted());
  }

  /** Whether no session would lose its state with it. Under the dispatcher's lock. */
  boolean canLeave() {
    return sessions.stream().allMatch(PooledSession::isRestorable);
  }

  // ---- its life ------------------------------------------------------------------------------

  long calls() {
    return calls.get();
  }

  /** A call has settled. */
  void countCall() {
    calls.incrementAndGet();
  }

  /** It was idle, and is about to be given a call. Under the dispatcher's lock. */
  void beginsToWork() {
    if (calls.get() > 0) { // what it wrote at its start belongs to the first
      lastWords.begin();
    }
  }

  Duration age() {
    return Duration.ofNanos(timer.nanoTime() - startedAt);
  }

  boolean isDead() {
    return dead;
  }

  /** Its adapter says that it is gone. */
  void markDead() {
    dead = true;
    end.told();
  }

  /** Its pool has taken note that it is gone. */
  void markGone() {
    gone.complete(null);
  }

  /** Completes when it is gone, and its pool has taken note of that. */
  CompletableFuture<?> gone() {
    return gone;
  }

  /** A call failed because it is gone, says its adapter; that it is comes next, or it is killed. */
  void doubt() {
    dead = true;
    end.killUnlessTold();
  }

  /** Marks its end as counted; answers whether it wasn't. */
  boolean isFirstCounted() {
    return counted.compareAndSet(false, true);
  }

  /** Whether its end is wanted: it was told to stop. */
  boolean isRetired() {
    return end.isRetired();
  }

  /** Whether it runs nothing, and is to go on. */
  boolean isIdle() {
    return active.isEmpty() && !dead && !end.isRetired();
  }

  /** Asks it to exit. */
  void retire(Duration grace) {
    end.retire(grace);
  }

  /** Ends it by force; the first reason is kept. */
  void kill(String reason, @Nullable Throwable because) {
    end.kill(reason, because);
  }

  /** Ends by force one that doesn't stop; before, it shows what its threads do, if it can. */
  void killHung(String reason, @Nullable Throwable because) {
    end.killHung(reason, because);
  }

  /** Why the pool ended it, if it did. */
  @Nullable Killing killing() {
    return end.killing();
  }

  /** Has its process show what its threads do; false when it can't. */
  boolean showStacks() {
    return end.showStacks();
  }

  /** Measures its memory; keeps the last measure. */
  OptionalLong measureMemory() {
    if (process != null && !dead) {
      OptionalLong measured = process.residentBytes();
      if (measured.isPresent()) {
        residentBytes = measured;
      }
    }
    return residentBytes;
  }

  /** Measures what its status tells, which takes too long for the dispatcher's lock. */
  void measure() {
    measureMemory();
    if (process != null) {
      stderr = process.stderrTail();
    }
  }

  /** Its memory when last measured. */
  OptionalLong lastMemory() {
    return residentBytes;
  }

  /** What is known about its death, written once. */
  CompletionStage<Obituary> obituary(String seenByAdapter, List<String> running) {
    Killing killed = end.killing();
    String reason = killed == null ? seenByAdapter : "was killed by its pool: " + killed.reason();
    return lastWords.obituary(reason, running, age(), calls.get(), residentBytes);
  }

  /** The obituary of a worker that ran nothing. */
  CompletionStage<Obituary> obituary(WorkerLoss loss) {
    return obituary(loss.reason(), List.of());
  }

  /**
   * The tools whose code runs on it, that of an attempt in any case: of several only the system
   * knows which one a crash was in.
   */
  List<String> running(WorkerAttempt dying) {
    return tools(attempt -> attempt == dying || attempt.isRunning());
  }

  private List<String> tools(Predicate<WorkerAttempt> which) {
    return active.stream().filter(which).map(attempt -> attempt.call().spec().tool()).toList();
  }

  /** How many calls on it have no outcome yet. */
  int unendedCalls() {
    return (int) active.stream().filter(attempt -> !attempt.call().isEnded()).count();
  }

  /** The tool that a call on this worker runs; null when it doesn't any more. */
  @Nullable String toolOf(long call) {
    for (WorkerAttempt attempt : active) {
      if (attempt.id() == call) {
        return attempt.call().spec().tool();
      }
    }
    return null;
  }

  /** A snapshot. Under the dispatcher's lock. */
  WorkerStatus status() {
    return new WorkerStatus(
        id,
        generation.number(),
        generation.adapter(),
        generation.runtime(),
        process == null ? worker.info().pid() : process.pid(),
        state(),
        tools(WorkerAttempt::isRunning),
        calls.get(),
        age(),
        residentBytes,
        stderr);
  }

  private WorkerState state() {
    if (dead) {
      return WorkerState.DEAD;
    }
    if (isLeaving()) {
      return WorkerState.DRAINING;
    }
    if (!isAccepting()) {
      return WorkerState.QUARANTINED;
    }
    if (active.isEmpty()) {
      return WorkerState.IDLE;
    }
    return active.stream().anyMatch(WorkerAttempt::isUnsettled)
        ? WorkerState.UNSETTLED
        : WorkerState.RUNNING;
  }

  @Override
  public String toString() {
    return id;
  }
}
