package io.snakepit.api;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An adapter, a runtime or an environment can't be used. The message has the reason and the remedy.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class UnavailableException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /** Why it can't be used. */
  private final String reason;

  /** What to do about it. */
  private final String remedy;

  /**
   * Creates the exception.
   *
   * @param code {@code ADAPTER_UNAVAILABLE}, {@code RUNTIME_UNAVAILABLE} or {@code
   *     ENVIRONMENT_FAILED}
   * @param reason why it can't be used
   * @param remedy what to do about it
   * @param cause the underlying failure, or null
   */
  public UnavailableException(
      ErrorCode code, String reason, String remedy, @Nullable Throwable cause) {
    super(code, remedy.isEmpty() ? reason : reason + "; " + remedy, cause);
    this.reason = reason;
    this.remedy = remedy;
  }

  /**
   * Why it can't be used.
   *
   * @return the message without the remedy
   */
  public String reason() {
    return reason;
  }

  /**
   * What to do about it.
   *
   * @return the remedy; empty when none is known
   */
  public String remedy() {
    return remedy;
  }
}
