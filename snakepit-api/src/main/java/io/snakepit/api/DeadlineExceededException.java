package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * The call's deadline passed, or its stream gave no item for the idle time, or nobody took one. The
 * running code was asked to stop, and its worker is killed when it doesn't.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class DeadlineExceededException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param code what happened: {@code DEADLINE_EXCEEDED} or {@code STREAM_IDLE}
   * @param message for people
   */
  public DeadlineExceededException(ErrorCode code, String message) {
    super(code, message, null);
  }
}
