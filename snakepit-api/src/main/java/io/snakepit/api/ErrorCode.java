package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * What went wrong, as a stable name. Names are never reused; new ones may join.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum ErrorCode {
  /** An argument is missing, unknown, of the wrong type, or nothing that the worker has. */
  INVALID_ARGUMENT(ErrorCategory.CALLER, false),
  /** There is no tool of that name. */
  UNKNOWN_TOOL(ErrorCategory.CALLER, false),
  /** A streaming tool was called without asking for a stream. */
  STREAM_REQUIRED(ErrorCategory.CALLER, false),
  /** An argument can't be written for the worker. */
  UNREPRESENTABLE_ARGUMENT(ErrorCategory.CALLER, false),
  /** The worker couldn't read the arguments, or the JVM the result. */
  MALFORMED_PAYLOAD(ErrorCategory.CALLER, false),
  /** A result was asked for as a type that it doesn't fit, or is nothing that Java has. */
  TYPE_MISMATCH(ErrorCategory.CALLER, false),
  /** The arguments exceed the frame limit, or, where they would have to wait, what may wait. */
  CALL_TOO_LARGE(ErrorCategory.CALLER, false),
  /** The caller cancelled the call, or closed its stream. */
  CANCELLED(ErrorCategory.CALLER, false),
  /** The waiting thread was interrupted. */
  INTERRUPTED(ErrorCategory.CALLER, false),
  /** The call's deadline passed. */
  DEADLINE_EXCEEDED(ErrorCategory.CALLER, false),
  /** A stream gave no item for the idle time, or nobody took one; the message says which. */
  STREAM_IDLE(ErrorCategory.CALLER, false),
  /** The generation can't do what the call needs. */
  UNSUPPORTED_CAPABILITY(ErrorCategory.CALLER, false),
  /** The session has a stream open. */
  SESSION_BUSY(ErrorCategory.CALLER, false),
  /** The session was closed, by its owner or for being idle. */
  SESSION_CLOSED(ErrorCategory.CALLER, false),
  /** A nested call would have had to wait behind its own ancestors. */
  NESTED_CALL_BLOCKED(ErrorCategory.CALLER, false),
  /** The tool raised an exception. */
  TOOL_RAISED(ErrorCategory.TOOL, false),
  /** The tool asked to exit the process. */
  TOOL_EXITED(ErrorCategory.TOOL, false),
  /** The tool's result can't be written. */
  UNREPRESENTABLE_RESULT(ErrorCategory.TOOL, false),
  /** The tool's result exceeds the frame limit. */
  RESULT_TOO_LARGE(ErrorCategory.TOOL, false),
  /** The worker died while it ran the call. */
  WORKER_CRASHED(ErrorCategory.WORKER, true),
  /** The worker was ended because of another call on it. */
  WORKER_KILLED(ErrorCategory.WORKER, true),
  /** The worker broke the wire. */
  PROTOCOL_VIOLATION(ErrorCategory.WORKER, true),
  /** No worker could start. */
  WORKER_START_FAILED(ErrorCategory.WORKER, false),
  /** The worker that held the session's state is gone. */
  SESSION_LOST(ErrorCategory.WORKER, true),
  /** The queue holds as many calls as it may. */
  QUEUE_FULL(ErrorCategory.POOL, true),
  /** The queue holds as many bytes as it may. */
  QUEUE_BYTES(ErrorCategory.POOL, true),
  /** No worker became free within the queue time, or its session's turn didn't come. */
  QUEUE_TIMEOUT(ErrorCategory.POOL, true),
  /** Starts of workers kept coming to nothing; the pool's breaker is open. */
  POOL_BROKEN(ErrorCategory.POOL, true),
  /** The pool is closed, or closing. */
  POOL_CLOSED(ErrorCategory.POOL, false),
  /** The pool is changing its generation already, or still drains the last one. */
  CHANGE_IN_PROGRESS(ErrorCategory.POOL, true),
  /** A configured value can't be right, or a key is unknown. */
  INVALID_CONFIGURATION(ErrorCategory.CONFIGURATION, false),
  /** No adapter can be used. */
  ADAPTER_UNAVAILABLE(ErrorCategory.CONFIGURATION, false),
  /** The runtime can't be used. */
  RUNTIME_UNAVAILABLE(ErrorCategory.CONFIGURATION, false),
  /** The worker's environment can't be built. */
  ENVIRONMENT_FAILED(ErrorCategory.CONFIGURATION, false),
  /** The tool file, folder or module doesn't exist. */
  TOOLS_NOT_FOUND(ErrorCategory.CONFIGURATION, false),
  /** The tool code failed when it was loaded. */
  TOOLS_FAILED(ErrorCategory.CONFIGURATION, false),
  /** The tool code defines no tool. */
  NO_TOOLS(ErrorCategory.CONFIGURATION, false),
  /** Two tools have one name. */
  DUPLICATE_TOOL(ErrorCategory.CONFIGURATION, false),
  /** Worker and pool speak no common codec. */
  NO_COMMON_CODEC(ErrorCategory.CONFIGURATION, false),
  /** A start-up hook of the worker failed. */
  STARTUP_FAILED(ErrorCategory.CONFIGURATION, false);

  private final ErrorCategory category;
  private final boolean retryable;

  ErrorCode(ErrorCategory category, boolean retryable) {
    this.category = category;
    this.retryable = retryable;
  }

  /**
   * Whose matter it is.
   *
   * @return the category
   */
  public ErrorCategory category() {
    return category;
  }

  /**
   * Whether the same call may succeed when made again. It says nothing about whether the tool ran:
   * see {@link Call#idempotent()}.
   *
   * @return true when trying again makes sense
   */
  public boolean retryable() {
    return retryable;
  }
}
