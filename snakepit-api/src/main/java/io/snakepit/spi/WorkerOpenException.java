package io.snakepit.spi;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A worker couldn't be opened, in the adapter's words. The core adds exit status and stderr and
 * turns it into a {@link io.snakepit.api.WorkerStartException}.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class WorkerOpenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what went wrong, one line; people see {@code can't start: } before it, and the
   *     worker's id behind
   * @param cause the underlying failure, or null
   */
  public WorkerOpenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
