package io.snakepit.api;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Starts of workers kept coming to nothing and the pool's breaker is open: calls fail fast with the
 * last failure as cause until a probe start succeeds.
 *
 * @see RestartConfig
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class PoolBrokenException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message for people
   * @param cause the underlying failure, or null
   */
  public PoolBrokenException(String message, @Nullable Throwable cause) {
    super(ErrorCode.POOL_BROKEN, message, cause);
  }
}
