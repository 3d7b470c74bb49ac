package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * The queue before the pool's workers is full, or the call waited in it too long. The message names
 * the bound and its configuration.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class PoolSaturatedException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param code what happened: {@code QUEUE_FULL}, {@code QUEUE_BYTES} or {@code QUEUE_TIMEOUT}
   * @param message for people
   */
  public PoolSaturatedException(ErrorCode code, String message) {
    super(code, message, null);
  }
}
