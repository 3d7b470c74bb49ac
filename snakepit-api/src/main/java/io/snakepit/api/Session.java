package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * A keyed series of calls on one worker incarnation, with state there ({@code
 * context.session.state} in Python).
 *
 * <p>Strict: calls run in the order they were made, on the worker that holds the state, and wait
 * for it. Losing the state is never silent: when the worker is gone the next call fails with {@link
 * SessionException} and code {@link ErrorCode#SESSION_LOST}, once; the call after that begins anew
 * on another worker. A call made while the session's own stream is open fails at once with {@link
 * ErrorCode#SESSION_BUSY}.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Session extends ToolCaller, AutoCloseable {

  /**
   * The key.
   *
   * @return the key, as given
   */
  String key();

  /**
   * Ends the session: its state is dropped on the worker, calls made through it afterwards fail
   * with {@link ErrorCode#SESSION_CLOSED}. Opening the key again begins a new one. Idempotent;
   * doesn't wait.
   */
  @Override
  void close();
}
