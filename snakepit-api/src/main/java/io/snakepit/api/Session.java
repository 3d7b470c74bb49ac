package io.snakepit.api;

import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * A keyed series of calls on one worker incarnation, with state there ({@code
 * context.session.state} in Python).
 *
 * <p>Safe for use by several threads. Strict: calls run in the order they were made, on the worker
 * that holds the state, and wait for it. Losing the state is never silent: when the worker is gone
 * the calls that wait, or else the next one, fail with {@link SessionException} and code {@link
 * ErrorCode#SESSION_LOST}; a call after that begins anew on another worker. With {@linkplain
 * #onRestore restore steps} the state is rebuilt instead. A call made while the session's own
 * stream is open fails at once with {@link ErrorCode#SESSION_BUSY}.
 *
 * <p>A session lives until {@link #close()}, or until it has made no call for {@link
 * TimeoutConfig#sessionIdle()}, which is for ever by default: a key that is never closed then keeps
 * its state in a worker and its object in this JVM. While it lives its key always gives this
 * object; asking for it counts as use. A call made through a session that was closed for being idle
 * fails as after {@code close()}, and the message says why.
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
   * Says how to rebuild the session's state, should it lose its worker: because the worker died, is
   * recycled, or belongs to a generation that is replaced. Before the next call the steps run once,
   * in the order in which they were declared, on the new worker; calls made meanwhile wait. When a
   * step throws, those calls fail with {@link ErrorCode#SESSION_LOST} and the step's exception as
   * cause, and the call after them tries again.
   *
   * <p>They don't run when the session is first placed on a worker. Each call of this method adds a
   * step, to the one session that its key gives while it is open: declare them once, where the
   * session begins, and not with each use of it.
   *
   * <p>A session without steps whose worker has to go loses its state, and its next call is told.
   *
   * @param step makes calls on the session that it is given, waits for them, and leaves it open;
   *     runs on the executor for host tools
   * @return this
   */
  Session onRestore(Consumer<? super Session> step);

  /**
   * Ends the session: its state is dropped on the worker, calls made through it afterwards fail
   * with {@link ErrorCode#SESSION_CLOSED}. Opening the key again begins a new one. Idempotent;
   * doesn't wait. A worker on which the state takes longer to go than {@link TimeoutConfig#call} is
   * killed and replaced.
   */
  @Override
  void close();
}
