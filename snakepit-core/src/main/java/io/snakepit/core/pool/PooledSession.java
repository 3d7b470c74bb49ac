package io.snakepit.core.pool;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.core.bind.ToolBinder;
import io.snakepit.core.call.LinkedList;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.call.SessionRef;
import io.snakepit.core.call.StreamCallback;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A session: its calls run one after the other on the worker that holds its state (S10). */
final class PooledSession implements Session, SessionRef {

  private final String key;
  private final DefaultPool pool;
  private final PoolErrors errors;
  private final @Nullable PooledSession restored; // of a stage: the session it is for
  private final List<Consumer<? super Session>> steps = new CopyOnWriteArrayList<>();

  // guarded by the dispatcher's lock
  final LinkedList<PendingCall> waiting = new LinkedList<>();
  @Nullable PooledWorker worker;
  @Nullable PendingCall turn; // the call that runs or is next to run; the others wait for it
  @Nullable PooledSession follows; // a closed one of the same key, which has to end first
  volatile @Nullable SessionRestoration restoration; // read by the threads that make calls
  private boolean lost;
  private boolean closed;
  private long idleSince;
  private boolean unpinned;
  private boolean moved;
  @Nullable PendingCall stream; // the last that was opened; while it is open no call is taken

  private final AtomicReference<Use> use = new AtomicReference<>(Use.SOME); // who has it made

  /** Since it was last looked at. */
  private enum Use {
    NONE,
    SOME,
    /** There was none for too long, and there will be none. */
    OVER
  }

  PooledSession(String key, DefaultPool pool, PoolErrors errors) {
    this(key, pool, errors, null);
  }

  private PooledSession(
      String key, DefaultPool pool, PoolErrors errors, @Nullable PooledSession restored) {
    this.key = key;
    this.pool = pool;
    this.errors = errors;
    this.restored = restored;
  }

  /** A session of the same key, on which the state of this one is rebuilt. */
  PooledSession newStage() {
    return new PooledSession(key, pool, errors, this);
  }

  boolean isStage() {
    return restored != null;
  }

  /** The restoration that it is the stage of, if that isn't over. */
  @Nullable SessionRestoration isStageOf() {
    SessionRestoration running = restored == null ? null : restored.restoration;
    return running != null && running.stage() == this ? running : null;
  }

  /** How to rebuild its state, in order. */
  List<Consumer<? super Session>> steps() {
    return steps;
  }

  /** Whether a call of that session is one of this session's own. */
  boolean owns(@Nullable SessionRef other) {
    return other == this || (other instanceof PooledSession stage && stage.restored == this);
  }

  // ---- under the dispatcher's lock -----------------------------------------------------------

  /** Whether it takes one more call; throws why not. */
  void check(PendingCall call, @Nullable WorkerAttempt ancestor) {
    if (closed || !use()) {
      if (call.spec().isInternal()) {
        return; // what cleans up after it waits for whatever there is
      }
      throw isExpired() ? errors.sessionExpired(key) : errors.sessionClosed(key);
    }
    if (lost && !isRestorable()) {
      throw tell().get();
    }
    if (stream != null && !stream.isEnded() && !isOn(ancestor)) {
      throw errors.sessionBusy(key, stream);
    }
    if (call.spec().stream() && (stream == null || stream.isEnded())) { // the outermost counts
      stream = call;
    }
  }

  /** For how long nobody has used it, in nanoseconds; as exact as it is looked at often. */
  long idleFor(long now) {
    boolean isUsed = use.compareAndSet(Use.SOME, Use.NONE);
    if (isUsed || turn != null || restoration != null || !waiting.isEmpty()) {
      idleSince = now;
    }
    return now - idleSince;
  }

  /** The call that had its turn is over; of a stream that has ended nothing is kept either. */
  void endTurn() {
    turn = null;
    if (stream != null && stream.isEnded()) {
      stream = null;
    }
  }

  /** Whether an attempt is one of this session's own. */
  boolean isOn(@Nullable WorkerAttempt attempt) {
    return attempt != null && owns(attempt.call().spec().session());
  }

  /** Its state lives on this worker from now on. */
  void pin(PooledWorker home) {
    worker = home;
    home.sessions.add(this);
  }

  /** It leaves its worker; without its state, so that the next call is told, or restores it. */
  @Nullable PooledWorker unpin() {
    PooledWorker home = worker;
    if (home != null) {
      home.sessions.remove(this);
      worker = null;
      unpinned = true;
      moved = home.isLeaving();
      lost = true;
    }
    return home;
  }

  /** Whether it ever left a worker. */
  boolean wasUnpinned() {
    return unpinned;
  }

  /** Whether it left its worker because that had a successor. */
  boolean wasMoved() {
    return moved;
  }

  /** The error that tells of the loss of its state, one for each call; it is told once. */
  Supplier<SessionException> tell() {
    lost = false;
    return () -> errors.sessionLost(key);
  }

  /**
   * The error that tells why its restore steps failed, one for each call. For an exception of the
   * application's, which is asked for its words, not under the lock.
   */
  Supplier<SessionException> notRestored(Throwable cause) {
    return errors.notRestored(key, cause);
  }

  /** Whether its owner has said how to rebuild its state. */
  boolean isRestorable() {
    return !closed && !steps.isEmpty();
  }

  /** Whether its state is to be rebuilt before its next call. */
  boolean needsRestoring() {
    return lost && isRestorable();
  }

  /** Takes over the state that was rebuilt on a stage, which ends. */
  void adopt(PooledSession stage) {
    PooledWorker home = stage.worker;
    lost = false;
    stage.closed = true;
    if (home != null) {
      home.sessions.remove(stage);
      stage.worker = null;
      pin(home);
    }
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
    boolean isGone = worker != null && worker.isDead(); // and what waits there is told so
    boolean hasState =
        !closed
            && !isGone
            && (worker != null
                || turn != null
                || restoration != null
                || follows != null
                || !waiting.isEmpty());
    closed = true;
    return hasState;
  }

  // ---- use -----------------------------------------------------------------------------------

  /** It is of use to somebody now; answers whether it can be, or has expired. */
  boolean use() {
    return use.get() == Use.SOME
        || use.updateAndGet(now -> now == Use.OVER ? now : Use.SOME) == Use.SOME;
  }

  /** It is to be closed, which is answered, unless somebody has used it since the last look. */
  boolean expire() {
    use.compareAndSet(Use.NONE, Use.OVER);
    return isExpired();
  }

  /** Whether it is closed, or about to be, because nobody used it. */
  boolean isExpired() {
    return use.get() == Use.OVER;
  }

  // ---- for users -----------------------------------------------------------------------------

  @Override
  public String key() {
    return key;
  }

  @Override
  public Result execute(Call call) {
    return pool.execute(call, target());
  }

  @Override
  public CompletableFuture<Result> executeAsync(Call call) {
    return pool.executeAsync(call, target());
  }

  @Override
  public ResultStream executeStream(Call call) {
    return pool.openStream(call, target());
  }

  @SuppressWarnings("NullAway") // javac 17 reads no annotations of type arguments from class files
  @Override
  public CompletableFuture<@Nullable Void> executeStream(
      Call call, Consumer<? super Result> onItem) {
    Objects.requireNonNull(onItem, "onItem"); // before there is a stream
    return StreamCallback.consume(executeStream(call), onItem);
  }

  @Override
  public <T> T bind(Class<T> type) {
    return bind(type, UnaryOperator.identity());
  }

  @Override
  public <T> T bind(Class<T> type, UnaryOperator<Call> each) {
    return ToolBinder.bind(type, this, pool.tools(), each);
  }

  /** A restore step that calls the session itself, and not what it was given, means the same. */
  private PooledSession target() {
    SessionRestoration running = restoration;
    return running != null && running.runsOnCurrentThread() ? running.stage() : this;
  }

  @Override
  public Session onRestore(Consumer<? super Session> step) {
    steps.add(Objects.requireNonNull(step, "step"));
    return this;
  }

  @Override
  public void close() {
    end();
  }

  /** Ends it; answers when nothing is left of it on its worker. */
  CompletableFuture<?> end() {
    return pool.closeSession(this);
  }

  @Override
  public String toString() {
    return "Session[" + key + "]";
  }
}
