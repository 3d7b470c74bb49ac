package io.snakepit.cli.error;

import io.snakepit.api.ErrorCode;

/** What the command's exit status says. */
public final class ExitStatus {

  public static final int OK = 0;

  /** The tool ran and failed. */
  public static final int TOOL = 1;

  /** The command line, the tool code or the configuration can't be right. */
  public static final int USAGE = 2;

  /** Time ran out. */
  public static final int DEADLINE = 3;

  /** A worker died. */
  public static final int WORKER = 4;

  /** The adapter, the runtime or its environment can't be used. */
  public static final int UNAVAILABLE = 5;

  /** The queue was full, or waiting in it took too long. */
  public static final int SATURATED = 6;

  /** The output can't be written, or something else failed that has no status of its own. */
  public static final int FAILED = 7;

  /** What a shell reports for a command that Ctrl-C ended. */
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}

  /** The status for an error. */
  public static int of(ErrorCode code) {
    return switch (code) {
      case TOOL_RAISED, TOOL_EXITED, UNREPRESENTABLE_RESULT, RESULT_TOO_LARGE -> TOOL;
      case INVALID_ARGUMENT,
          UNKNOWN_TOOL,
          STREAM_REQUIRED,
          UNREPRESENTABLE_ARGUMENT,
          MALFORMED_PAYLOAD,
          TYPE_MISMATCH,
          CALL_TOO_LARGE,
          SESSION_BUSY,
          SESSION_CLOSED,
          NESTED_CALL_BLOCKED,
          INVALID_CONFIGURATION,
          TOOLS_NOT_FOUND,
          TOOLS_FAILED,
          NO_TOOLS,
          DUPLICATE_TOOL,
          STARTUP_FAILED ->
          USAGE;
      case DEADLINE_EXCEEDED, STREAM_IDLE -> DEADLINE;
      case WORKER_CRASHED,
          WORKER_KILLED,
          PROTOCOL_VIOLATION,
          WORKER_START_FAILED,
          SESSION_LOST,
          POOL_BROKEN ->
          WORKER;
      case UNSUPPORTED_CAPABILITY,
          ADAPTER_UNAVAILABLE,
          RUNTIME_UNAVAILABLE,
          ENVIRONMENT_FAILED,
          NO_COMMON_CODEC ->
          UNAVAILABLE;
      case QUEUE_FULL, QUEUE_BYTES, QUEUE_TIMEOUT, CHANGE_IN_PROGRESS -> SATURATED;
      // Nothing but the end of the process cancels a command's call or closes its pool.
      case CANCELLED, INTERRUPTED, POOL_CLOSED -> INTERRUPTED;
    };
  }
}
