package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * The pool is changing its generation already, or still drains the last one.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ChangeInProgressException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message for people
   */
  public ChangeInProgressException(String message) {
    super(ErrorCode.CHANGE_IN_PROGRESS, message, null);
  }
}
