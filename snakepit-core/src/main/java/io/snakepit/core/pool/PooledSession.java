package io.snakepit.core.pool;

import io.snakepit.api.Call;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.core.call.LinkedList;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.call.SessionRef;
import io.snakepit.core.call.StreamCallback;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session: its calls run one after the other on the worker that holds its state (S10). */
final class PooledSession implements Session, SessionRef {

  private final String key;
  private final DefaultPool pool;
  private final PoolErrors errors;

  // guarded by the dispatcher's lock
  final LinkedList<PendingCall> waiting = new LinkedList<>();
  @Nullable PooledWorker worker;
  @Nullable PendingCall turn; // the call that runs or is next to run; the others wait for it
  private boolean lost;
  private boolean closed;
  private @Nullable PendingCall stream;

  PooledSession(String key, DefaultPool pool, PoolErrors errors) {
    this.key = key;
    this.pool = pool;
    this.errors = errors;
  }

  // ---- under the dispatcher's lock -----------------------------------------------------------

  /** Whether it takes one more call; throws why not. */
  void check(PendingCall call, @Nullable WorkerAttempt ancestor) {
    if (closed && !call.spec().tool().startsWith("$")) {
      throw new SessionException(
          ErrorCode.SESSION_CLOSED, "session '" + key + "' was closed", null);
    }
    if (lost) {
      lost = false;
      throw errors.sessionLost(key);
    }
    if (stream != null && !stream.isEnded() && !isOn(ancestor)) {
      throw new SessionException(
          ErrorCode.SESSION_BUSY,
          "session '"
              + key
              + "' has the stream of tool '"
              + stream.spec().tool()
              + "' open; close or finish it first",
          null);
    }
    if (call.spec().stream()) {
      stream = call;
    }
  }

  /** Whether an attempt is one of this session's own. */
  boolean isOn(@Nullable WorkerAttempt attempt) {
    return attempt != null && attempt.call().spec().session() == this;
  }

  /** Its state lives on this worker from now on. */
  void pin(PooledWorker home) {
    worker = home;
    home.sessions.add(this);
  }

  /** Its worker is gone. The next call is told, unless one was already. */
  void lose(boolean told) {
    worker = null;
    turn = null;
    lost = !told && !closed;
  }

  /** Once closed it lets its worker go, but not before the last of its calls is over. */
  boolean leaveIfClosed() {
    PooledWorker home = worker;
    if (!closed || turn != null || home == null) {
      return false;
    }
    worker = null;
    return home.sessions.remove(this);
  }

  boolean isClosed() {
    return closed;
  }

  /** Marks it closed; answers whether it has state somewhere, or is about to. */
  boolean markClosed() {
    boolean hasState = !closed && (worker != null || turn != null);
    closed = true;
    return hasState;
  }

  // ---- for users -----------------------------------------------------------------------------

  @Override
  public String key() {
    return key;
  }

  @Override
  public Result execute(Call call) {
    return pool.execute(call, this);
  }

  @Override
  public CompletableFuture<Result> executeAsync(Call call) {
    return pool.executeAsync(call, this);
  }

  @Override
  public ResultStream executeStream(Call call) {
    return pool.openStream(call, this);
  }

  @SuppressWarnings("NullAway") // javac 17 reads no annotations of type arguments from class files
  @Override
  public CompletableFuture<@Nullable Void> executeStream(
      Call call, Consumer<? super Result> onItem) {
    return StreamCallback.consume(executeStream(call), onItem);
  }

  @Override
  public void close() {
    pool.closeSession(this);
  }

  @Override
  public String toString() {
    return "Session[" + key + "]";
  }
}
