package io.snakepit.spi;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Why an exchange failed.
 *
 * @param kind whose word it is
 * @param message one line for people; empty for {@link Kind#REMOTE}
 * @param error the worker's own error in the core's form; present exactly for {@link Kind#REMOTE}
 * @param cause the underlying failure, or null
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Failure(
    Kind kind, String message, @Nullable Payload error, @Nullable Throwable cause) {

  /**
   * Whose word a failure is.
   *
   * @since 0.1.0
   */
  public enum Kind {
    /** The worker's. */
    REMOTE,
    /**
     * The call was withdrawn: its code has not run and won't. Only for one that was {@linkplain
     * Exchange#cancel() cancelled}, or whose parent has ended: a worker that gives back another is
     * ended.
     */
    WITHDRAWN,
    /** The worker is gone. */
    LOST,
    /** The worker damaged the wire; it is being ended. */
    PROTOCOL,
    /** The message exceeds the frame limit, or another that it names; nothing was sent. */
    TOO_LARGE
  }

  /**
   * The worker's own error.
   *
   * @param error in the core's form
   * @return the failure
   */
  public static Failure remote(Payload error) {
    return new Failure(Kind.REMOTE, "", error, null);
  }

  /**
   * The call was withdrawn before it started, as was asked.
   *
   * @return the failure
   */
  public static Failure withdrawn() {
    return new Failure(Kind.WITHDRAWN, "withdrawn before it started", null, null);
  }

  /**
   * A failure in the adapter's words.
   *
   * @param kind anything but {@link Kind#REMOTE}
   * @param message one line for people
   * @param cause the underlying failure, or null
   * @return the failure
   */
  public static Failure of(Kind kind, String message, @Nullable Throwable cause) {
    return new Failure(kind, message, null, cause);
  }
}
