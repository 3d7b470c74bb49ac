package io.snakepit.api;

import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The worker died, broke its wire, or had to be ended while it ran the call. Retryable: whether the
 * tool had done its work is not known.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class WorkerCrashedException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /** What is known about the death. */
  private final Obituary obituary;

  /**
   * Creates the exception.
   *
   * @param code {@code WORKER_CRASHED}, {@code WORKER_KILLED} or {@code PROTOCOL_VIOLATION}
   * @param message for people
   * @param obituary what is known about the death
   * @param cause what led to it, or null
   */
  public WorkerCrashedException(
      ErrorCode code, String message, Obituary obituary, @Nullable Throwable cause) {
    super(code, message, cause);
    this.obituary = Objects.requireNonNull(obituary, "obituary");
  }

  /**
   * What is known about the death.
   *
   * @return the obituary
   */
  public Obituary obituary() {
    return obituary;
  }
}
