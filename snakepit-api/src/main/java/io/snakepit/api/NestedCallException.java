package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * A nested call found no idle worker, and the worker that waits for it can't run it on top; or its
 * session has another call before it, which waits for that worker: queueing it behind its own
 * ancestors could wait for ever.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class NestedCallException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message for people
   */
  public NestedCallException(String message) {
    super(ErrorCode.NESTED_CALL_BLOCKED, message, null);
  }
}
