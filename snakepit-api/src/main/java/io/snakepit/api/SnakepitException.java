package io.snakepit.api;

import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Root of everything Snakepit throws. The {@link #code()} says what happened, its category whose
 * matter it is; the message says what, where and why, and the remedy where there is one. Subclasses
 * add what is known about their kind of error.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public abstract class SnakepitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The stable code. */
  private final ErrorCode code;

  /**
   * Creates an exception.
   *
   * @param code what happened
   * @param message for people
   * @param cause the underlying failure, or null
   */
  protected SnakepitException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /**
   * What happened.
   *
   * @return the stable code
   */
  public final ErrorCode code() {
    return code;
  }

  /**
   * Whose matter it is.
   *
   * @return the code's category
   */
  public final ErrorCategory category() {
    return code.category();
  }

  /**
   * Whether the same call may succeed when made again.
   *
   * @return the code's own word
   */
  public final boolean isRetryable() {
    return code.retryable();
  }
}
