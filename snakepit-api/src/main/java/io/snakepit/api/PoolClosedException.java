package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * The pool is closed, or closing.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class PoolClosedException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message for people
   */
  public PoolClosedException(String message) {
    super(ErrorCode.POOL_CLOSED, message, null);
  }
}
