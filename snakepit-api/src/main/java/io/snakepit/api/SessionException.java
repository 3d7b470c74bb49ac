package io.snakepit.api;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A session can't take the call: its worker is gone, its stream is open, or it was closed.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class SessionException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param code what happened: {@code SESSION_LOST}, {@code SESSION_BUSY} or {@code SESSION_CLOSED}
   * @param message for people
   * @param cause the underlying failure, or null
   */
  public SessionException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
