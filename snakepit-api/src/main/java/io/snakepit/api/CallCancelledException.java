package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * The call was cancelled, its stream closed, or the thread that waited for it interrupted.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class CallCancelledException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param code what happened: {@code CANCELLED} or {@code INTERRUPTED}
   * @param message for people
   */
  public CallCancelledException(ErrorCode code, String message) {
    super(code, message, null);
  }
}
