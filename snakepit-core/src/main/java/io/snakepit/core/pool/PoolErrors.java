package io.snakepit.core.pool;

import io.snakepit.api.Capability;
import io.snakepit.api.ChangeInProgressException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.NestedCallException;
import io.snakepit.api.Obituary;
import io.snakepit.api.PoolBrokenException;
import io.snakepit.api.PoolClosedException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.PoolSaturatedException;
import io.snakepit.api.SessionException;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.UnsupportedCapabilityException;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.call.SessionRef;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.text.Counts;
import io.snakepit.core.text.Words;
import io.snakepit.core.time.Spans;
import io.snakepit.spi.Failure;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a pool says when it can't do what it was asked to: what, where, why, and which configuration
 * decides it.
 */
final class PoolErrors {

  private final String pool;
  private final PoolConfig config;

  PoolErrors(String pool, PoolConfig config) {
    this.pool = pool;
    this.config = config;
  }

  PoolSaturatedException queueFull(PendingCall call) {
    return new PoolSaturatedException(
        ErrorCode.QUEUE_FULL,
        notTaken(call)
            + (config.queue().calls() == 0
                ? "it would have to wait, and no call may"
                : "its queue is full with " + Counts.of(config.queue().calls(), "call"))
            + " (queue.calls)");
  }

  PoolSaturatedException queueBytes(PendingCall call) {
    return new PoolSaturatedException(
        ErrorCode.QUEUE_BYTES,
        notTaken(call)
            + "its "
            + size(call)
            + " of arguments would exceed the "
            + config.queue().bytes()
            + " that may wait (queue.bytes)");
  }

  InvalidCallException tooLarge(PendingCall call, int frameBytes) {
    return callTooLarge(
        call, "exceed the " + frameBytes + " that a message may have (limits.frame-bytes)");
  }

  /** It would wait for a part of the queue that isn't there: no other call has to go for it. */
  InvalidCallException tooLargeToWait(PendingCall call) {
    return callTooLarge(
        call,
        "alone exceed the "
            + config.queue().bytes()
            + " that may wait for a worker; raise queue.bytes");
  }

  private InvalidCallException callTooLarge(PendingCall call, String how) {
    return new InvalidCallException(
        ErrorCode.CALL_TOO_LARGE,
        notTaken(call) + "its " + size(call) + " of arguments " + how,
        null,
        List.of());
  }

  private static String size(PendingCall call) {
    return Counts.of(call.spec().arguments().size(), "byte");
  }

  PoolSaturatedException queueTimeout(PendingCall call, int workers, List<WorkerAttempt> running) {
    SessionRef session = call.spec().session();
    return new PoolSaturatedException(
        ErrorCode.QUEUE_TIMEOUT,
        notTaken(call)
            + (session == null
                ? noneFree()
                : "its turn in session '" + session.key() + "', or a worker for it, didn't come")
            + " within "
            + Spans.millis(config.queue().timeout())
            + " ms (queue.timeout)"
            + whatKeeps(call, workers, running));
  }

  private String noneFree() {
    int workers = config.workers();
    return workers == 1
        ? "its worker didn't become free"
        : "none of its " + workers + " workers became free";
  }

  /** What a call that is in the queue waits for, and what keeps that: the end of a sentence. */
  String whatItWaitsFor(PendingCall call, int workers, List<WorkerAttempt> running) {
    SessionRef session = call.spec().session();
    return (session == null
            ? "a worker"
            : "its turn in session '" + session.key() + "', or for a worker for it")
        + whatKeeps(call, workers, running);
  }

  private String whatKeeps(PendingCall call, int workers, List<WorkerAttempt> running) {
    return missing(workers) + RunningCalls.text(call, running);
  }

  private String missing(int workers) {
    int all = config.workers();
    int missing = all - workers;
    if (missing <= 0) {
      return "";
    }
    return all == 1
        ? "; the pool's worker is being started"
        : "; "
            + missing
            + " of the pool's "
            + all
            + (missing == 1 ? " workers is" : " workers are")
            + " missing, and being started";
  }

  private String notTaken(PendingCall call) {
    return "pool '" + pool + "' can't take tool '" + call.spec().tool() + "': ";
  }

  PoolClosedException closed() {
    return new PoolClosedException("pool '" + pool + "' is closed");
  }

  PoolClosedException drainedTooLong(PendingCall call) {
    return new PoolClosedException(
        "pool '"
            + pool
            + "' was closed before tool '"
            + call.spec().tool()
            + "' had ended, and "
            + Spans.millis(config.timeouts().drain())
            + " ms had passed (timeouts.drain)");
  }

  PoolBrokenException broken(Throwable cause) {
    return new PoolBrokenException(
        "pool '"
            + pool
            + "' has no worker: "
            + (config.restart().limit() == 1
                ? "a start"
                : config.restart().limit() + " starts in a row")
            + " failed (restart.limit); it tries again every "
            + Spans.millis(config.restart().probeInterval())
            + " ms. The last failure: "
            + Words.of(cause),
        cause);
  }

  /** A worker couldn't be started, of whatever that was. */
  SnakepitException notStarted(Throwable cause) {
    return cause instanceof SnakepitException known
        ? known
        : new WorkerStartException(
            ErrorCode.WORKER_START_FAILED,
            "a worker of pool '" + pool + "' can't start: " + Words.of(cause),
            null,
            cause);
  }

  SessionException sessionLost(String key) {
    return new SessionException(
        ErrorCode.SESSION_LOST,
        "session '"
            + key
            + "' in pool '"
            + pool
            + "' lost its state: the worker that held it is gone, and nothing says how to restore"
            + " it (Session.onRestore)",
        null);
  }

  SessionException sessionBusy(String key, PendingCall stream) {
    return new SessionException(
        ErrorCode.SESSION_BUSY,
        "session '"
            + key
            + "' has the stream of tool '"
            + stream.spec().tool()
            + "' open; close or finish it first",
        null);
  }

  SessionException sessionClosed(String key) {
    return new SessionException(ErrorCode.SESSION_CLOSED, "session '" + key + "' was closed", null);
  }

  SessionException sessionExpired(String key) {
    return new SessionException(
        ErrorCode.SESSION_CLOSED,
        "session '"
            + key
            + "' in pool '"
            + pool
            + "' was closed, because it had made no call for "
            + Spans.millis(config.timeouts().sessionIdle())
            + " ms (timeouts.session-idle); opening its key again begins a new one",
        null);
  }

  /** The cause, which may be the application's, is asked for its words now, and once. */
  Supplier<SessionException> notRestored(String key, Throwable cause) {
    String message =
        "session '"
            + key
            + "' in pool '"
            + pool
            + "' lost its state, and its restore steps failed: "
            + Words.of(cause);
    return () -> new SessionException(ErrorCode.SESSION_LOST, message, cause);
  }

  ChangeInProgressException changing() {
    return new ChangeInProgressException(
        "pool '"
            + pool
            + "' is changing its generation, or still draining the last one; wait for"
            + " Changeover.drained()");
  }

  NestedCallException nestedCallBlocked(PendingCall call, WorkerAttempt ancestor) {
    return new NestedCallException(
        nested(call)
            + "found no idle worker, and worker "
            + ancestor.worker().id()
            + " can't run it on top of '"
            + ancestor.call().spec().tool()
            + "'; give the pool more workers, or call while the host call is open");
  }

  NestedCallException nestedCallBehind(PendingCall call, PooledSession closed) {
    return new NestedCallException(
        nested(call)
            + "would wait for the closed session '"
            + closed.key()
            + "' to end, which waits for it; use a session of another key");
  }

  NestedCallException nestedCallInTurn(PendingCall call, PooledSession session) {
    return new NestedCallException(
        nested(call)
            + "would wait in session '"
            + session.key()
            + "' behind another call, which waits for a worker, which waits for it; give the pool"
            + " more workers, or use a session of another key");
  }

  private String nested(PendingCall call) {
    return "nested call of tool '" + call.spec().tool() + "' in pool '" + pool + "' ";
  }

  UnsupportedCapabilityException unsupported(Capability capability, Generation generation) {
    return new UnsupportedCapabilityException(
        capability,
        "pool '" + pool + "' can't do " + capability + ": " + generation.describe() + " lacks it");
  }

  /**
   * The error of a call that was lost with its worker.
   *
   * @param attempts how many workers the call has cost, this one among them
   */
  WorkerCrashedException crashed(
      Failure failure, Obituary obituary, @Nullable Killing killing, int attempts) {
    ErrorCode code =
        killing != null
            ? ErrorCode.WORKER_KILLED
            : failure.kind() == Failure.Kind.PROTOCOL
                ? ErrorCode.PROTOCOL_VIOLATION
                : ErrorCode.WORKER_CRASHED;
    Throwable cause = killing != null ? killing.because() : failure.cause();
    String again =
        attempts > 1 ? "\nthe call had been given to " + attempts + " workers, which all died" : "";
    return new WorkerCrashedException(code, obituary.text() + again, obituary, cause);
  }
}
