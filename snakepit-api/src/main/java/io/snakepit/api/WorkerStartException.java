package io.snakepit.api;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A worker couldn't start. {@link #getMessage()} has the worker's own words. The traceback of tool
 * code that failed is kept as text, and is the cause as well, so that a printed stack trace ends
 * with it.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class WorkerStartException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /** The traceback, or null. */
  private final @Nullable String traceback;

  /**
   * Creates the exception.
   *
   * @param code {@code WORKER_START_FAILED} or one of the configuration codes that a worker reports
   * @param message for people
   * @param traceback where tool code failed, several lines, or null
   * @param cause the underlying failure; when null, the traceback is the cause
   */
  public WorkerStartException(
      ErrorCode code, String message, @Nullable String traceback, @Nullable Throwable cause) {
    super(code, message, cause == null ? ToolTraceback.of(traceback) : cause);
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
