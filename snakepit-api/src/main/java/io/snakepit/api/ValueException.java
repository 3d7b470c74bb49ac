package io.snakepit.api;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A value can't be sent, or doesn't fit the type it was asked for as.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ValueException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /** Where in the value, as {@code rows[3].when}. */
  private final String path;

  /**
   * Creates the exception.
   *
   * @param code {@code UNREPRESENTABLE_ARGUMENT} or {@code TYPE_MISMATCH}
   * @param message for people; names path and type
   * @param path where in the value, as {@code rows[3].when}; empty for the value itself
   * @param cause the underlying failure, or null
   */
  public ValueException(ErrorCode code, String message, String path, @Nullable Throwable cause) {
    super(code, message, cause);
    this.path = path;
  }

  /**
   * Where in the value.
   *
   * @return as {@code rows[3].when}; empty for the value itself
   */
  public String path() {
    return path;
  }
}
