package io.snakepit.wire;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.WorkerLoss;
import io.snakepit.spi.WorkerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buries a worker, whatever ends it: a stop, the end of its output, damage, the exit of its
 * process. The exchanges fail when all that it had written has been read, and settle when the
 * process is gone; then the worker is lost. Each wait has a bound.
 *
 * <p>The first sign of the end starts a thread of its own: there is one place where the steps stand
 * in order, and neither a reader nor a thread of the process has to wait.
 */
final class Ending {

  /** How long a process may take to exit by itself when its connection has ended. */
  private static final long EXIT_NANOS = MILLISECONDS.toNanos(200);

  /** How long a killed process is waited for: after that, its handle isn't to be trusted. */
  private static final long KILL_NANOS = MILLISECONDS.toNanos(2000);

  private static final ProcessExit UNKNOWN_EXIT = new ProcessExit(OptionalInt.empty(), null);
  private static final Logger LOGGER = LoggerFactory.getLogger(Ending.class);

  private final String worker;
  private final WireConnection<?> connection;
  private final WorkerProcess process;
  private final CompletableFuture<WorkerLoss> lost = new CompletableFuture<>();
  private final CompletionStage<WorkerLoss> lostView = lost.minimalCompletionStage();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private final Silence silence;

  // Under the lock.
  private boolean begun;
  private boolean stopping;
  private long stopAt;
  private boolean inputEnded;
  private @Nullable Throwable endCause;
  private @Nullable IOException broken;
  private @Nullable WireException damage;
  private @Nullable ProcessExit exit;

  // Of the ending's own thread.
  private boolean killed;
  private long killedAt;

  Ending(String worker, WireConnection<?> connection, WorkerProcess process, Silence silence) {
    this.worker = worker;
    this.connection = connection;
    this.process = process;
    this.silence = silence;
  }

  /** Begins to watch the process. */
  void watch() {
    process
        .exit()
        .whenComplete((how, failure) -> update(() -> exit = how != null ? how : UNKNOWN_EXIT));
  }

  /** Lets the worker go on for the grace, not longer. A shorter grace wins. */
  void stop(Duration grace) {
    long at = System.nanoTime() + Budget.nanos(grace);
    update(
        () -> {
          stopAt = stopping && stopAt - at < 0 ? stopAt : at;
          stopping = true;
        });
  }

  /** All that the worker wrote has been read. */
  void onEndOfInput(@Nullable Throwable cause) {
    update(
        () -> {
          inputEnded = true;
          endCause = cause;
        });
  }

  /** The worker can't be written to, which mostly means that it is about to end. */
  void onLostOutput(IOException cause) {
    update(() -> broken = cause);
  }

  /** What the worker wrote can't be trusted. */
  void onDamage(WireException what) {
    update(() -> damage = what);
  }

  CompletionStage<WorkerLoss> lost() {
    return lostView;
  }

  /** How the process ended, if it has. */
  Optional<ProcessExit> exit() {
    lock.lock();
    try {
      return Optional.ofNullable(exit);
    } finally {
      lock.unlock();
    }
  }

  private void update(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
      if (!begun) {
        Threads.make(worker, "end", this::run).start();
        begun = true; // not before: where no thread can be had now, the next sign tries again
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    WorkerLoss loss = awaitLoss();
    try {
      connection.refuseMore(loss); // before it is known of which calls it has to tell
      if (connection.needsLastWords()) {
        // As long as it lives, it may begin one more call.
        awaitExit(loss.kind());
      }
      connection.fail(loss);
      awaitExit(loss.kind());
      connection.settle();
    } finally {
      lost.complete(loss);
    }
  }

  private WorkerLoss awaitLoss() {
    lock.lock();
    try {
      boolean givenUp = false;
      while (damage == null && !inputEnded && !givenUp) {
        if (exit != null || broken != null) {
          givenUp = hasFallenSilent();
        } else {
          long wait = (killed ? killedAt + KILL_NANOS : stopAt) - System.nanoTime();
          if (wait > 0) {
            await(wait);
          } else if (killed) {
            givenUp = true;
          } else {
            kill();
          }
        }
      }
      return loss();
    } finally {
      lock.unlock();
    }
  }

  /** Waits a moment for the end of the input; true when it isn't to be expected any more. */
  private boolean hasFallenSilent() {
    long began = System.nanoTime();
    await(Silence.WAIT_NANOS);
    return System.nanoTime() - began >= Silence.WAIT_NANOS && silence.isEnoughAfterWait();
  }

  private WorkerLoss loss() {
    if (damage != null) {
      String reason = "the worker sent " + damage.getMessage();
      return new WorkerLoss(WorkerLoss.Kind.PROTOCOL, reason, damage);
    }
    if (stopping) {
      return new WorkerLoss(WorkerLoss.Kind.STOPPED, "the worker was stopped", null);
    }
    Throwable cause = endCause != null ? endCause : broken;
    String reason =
        exit != null ? "the worker " + exit.describe() : "the worker closed its connection";
    return new WorkerLoss(WorkerLoss.Kind.GONE, reason, cause);
  }

  private void awaitExit(WorkerLoss.Kind kind) {
    lock.lock();
    try {
      long ended = System.nanoTime();
      while (exit == null) {
        long wait = exitDue(kind, ended) - System.nanoTime();
        if (wait > 0) {
          await(wait);
        } else if (!killed) {
          kill();
        } else {
          LOGGER.warn("the process of worker {} was killed, but no exit is reported", worker);
          return;
        }
      }
      if (!inputEnded) {
        // A descendant holds the connection: it is in the worker's group and goes with it.
        kill();
      }
    } finally {
      lock.unlock();
    }
  }

  private long exitDue(WorkerLoss.Kind kind, long ended) {
    if (killed) {
      return killedAt + KILL_NANOS;
    }
    return switch (kind) {
      case PROTOCOL -> ended;
      case GONE -> ended + EXIT_NANOS;
      case STOPPED -> stopAt;
    };
  }

  private void kill() {
    killed = true;
    killedAt = System.nanoTime();
    try {
      process.kill();
    } catch (RuntimeException e) {
      LOGGER.warn("the process of worker {} can't be killed", worker, e);
    }
  }

  /** Waits for a change; both callers look again at what they wait for. */
  @SuppressWarnings("WaitNotInLoop")
  private void await(long nanos) {
    try {
      changed.awaitNanos(nanos);
    } catch (InterruptedException e) {
      // Nobody has a reason to interrupt this thread, and each wait has its bound already.
      LOGGER.debug("interrupted while worker {} ends", worker, e);
    }
  }
}
