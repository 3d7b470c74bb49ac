package io.snakepit.api;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A worker couldn't start. The message has the worker's own words, and the traceback of tool code
 * that failed to load.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class WorkerStartException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /** The traceback of tool code that failed to load, or null. */
  private final @Nullable String traceback;

  /**
   * Creates the exception.
   *
   * @param code {@code WORKER_START_FAILED} or one of the configuration codes that a worker reports
   * @param message for people
   * @param traceback where tool code failed, several lines, or null
   * @param cause the underlying failure, or null
   */
  public WorkerStartException(
      ErrorCode code, String message, @Nullable String traceback, @Nullable Throwable cause) {
    super(code, message, cause);
    this.traceback = traceback;
  }

  /**
   * Where tool code failed.
   *
   * @return several lines, or null when no tool code was at fault
   */
  public @Nullable String traceback() {
    return traceback;
  }
}
