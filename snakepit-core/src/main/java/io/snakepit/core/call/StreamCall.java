package io.snakepit.core.call;

import io.snakepit.api.CallCancelledException;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.LimitConfig;
import io.snakepit.api.Result;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.PayloadResult;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Payload;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A call with many results: the buffer between the worker, which gets credit for no more than the
 * window, and the one consumer, which is poked when there is something to take.
 */
public final class StreamCall extends PendingCall {

  private final int windowItems;
  private final int frameBytes;
  private final long windowBytes;
  private final long idleNanos;
  private final Object lock = new Object();

  // all guarded by lock
  private final ArrayDeque<Result> items = new ArrayDeque<>();
  private long largestItem; // 0 until one has come
  private int outstanding;
  private boolean delivered;
  private boolean finished;
  private @Nullable SnakepitException cut; // closed when the worker was done, but not the consumer
  private @Nullable Runnable consumer;
  private @Nullable Thread closer;

  private volatile long lastActivity = Timer.NEVER; // while no worker runs it

  /** Creates the call; it is given to no worker yet. */
  public StreamCall(CallSpec spec, CallControl control, LimitConfig limits, Duration idle) {
    super(spec, control);
    this.windowItems = limits.streamItems();
    this.frameBytes = limits.frameBytes();
    this.windowBytes = limits.streamBytes();
    this.idleNanos = idle.isZero() ? Timer.NEVER : Spans.nanos(idle);
  }

  // ---- the worker's side ---------------------------------------------------------------------

  @Override
  public int initialCredit() {
    synchronized (lock) {
      int more = consumer == null ? 0 : Math.max(0, missing()); // a consumer may have come first
      outstanding += more;
      return more;
    }
  }

  @Override
  public boolean hasDelivered() {
    synchronized (lock) {
      return delivered;
    }
  }

  @Override
  public boolean isAnswered() {
    return true;
  }

  @Override
  public boolean isDrivenByCurrentThread() {
    return false;
  }

  @Override
  public void carriedBy(Attempt carrier) {
    synchronized (lock) {
      super.carriedBy(carrier);
      outstanding = 0; // what was asked of a worker that is gone won't come
      lastActivity = carrier.isStarted() ? control().timer().nanoTime() : Timer.NEVER;
    }
  }

  @Override
  public void started() {
    lastActivity = control().timer().nanoTime();
  }

  @Override
  public void dropped(Attempt carrier) {
    synchronized (lock) {
      super.dropped(carrier);
      if (attempt() == null) {
        lastActivity = Timer.NEVER;
      }
    }
  }

  @Override
  public void item(Payload item, Codec codec) {
    lastActivity = control().timer().nanoTime();
    Runnable poke;
    boolean first;
    synchronized (lock) {
      if (finished) {
        return;
      }
      items.add(new PayloadResult(spec().tool(), codec, item));
      first = largestItem == 0;
      largestItem = Math.max(Math.max(1, largestItem), item.size());
      outstanding--;
      delivered = true;
      poke = consumer;
    }
    if (poke != null) {
      poke.run();
    }
    if (first) {
      topUp(); // more of its size may fit than was asked for
    }
  }

  @Override
  void onEnd(@Nullable SnakepitException why) {
    Runnable poke;
    boolean taken;
    synchronized (lock) {
      finished = true;
      poke = consumer;
      taken = closer == null ? consumer != null : closer == Thread.currentThread();
    }
    if (poke != null) {
      poke.run();
    }
    if (!taken && isReported()) {
      control().executor().execute(this::report);
    }
  }

  @Override
  public long check(long now) {
    long next = super.check(now);
    if (!isEnded() && now >= idleUntil(now)) {
      abandon(new DeadlineExceededException(ErrorCode.STREAM_IDLE, whyIdle()));
      return Timer.NEVER;
    }
    return next;
  }

  /** Whose matter it is: the consumer's when there is something to take, or nobody to take it. */
  private String whyIdle() {
    boolean untaken;
    synchronized (lock) {
      untaken = consumer == null || !items.isEmpty();
    }
    String tool = "tool '" + spec().tool() + "'";
    String time = " for " + Duration.ofNanos(idleNanos).toMillis() + " ms (timeouts.stream-idle); ";
    return untaken
        ? "nobody took an item of the stream of "
            + tool
            + time
            + "close streams that aren't read to their end, or raise it for a consumer that"
            + " needs longer for an item"
        : tool
            + " gave no item of its stream"
            + time
            + "raise it for a tool that needs longer for one";
  }

  @Override
  long nextLook(long now) {
    return Math.min(super.nextLook(now), idleUntil(now));
  }

  /** One that still waits for a worker isn't idle, but may be when it is looked at again. */
  private long idleUntil(long now) {
    long until = Math.min(now, lastActivity) + idleNanos;
    return idleNanos == Timer.NEVER || until < 0 ? Timer.NEVER : until; // or too far to count
  }

  // ---- the consumer's side -------------------------------------------------------------------

  /**
   * Takes the stream.
   *
   * @param poke called, on any thread, when there is something to take; must not block
   * @throws IllegalStateException when it is taken already
   */
  void consume(Runnable poke) {
    synchronized (lock) {
      if (consumer != null) {
        throw new IllegalStateException(
            "the stream of tool '" + spec().tool() + "' has a consumer already");
      }
      consumer = poke;
    }
    topUp();
  }

  /** Takes the next item, if one is there. */
  @Nullable Result poll() {
    Result item;
    synchronized (lock) {
      item = items.poll();
    }
    if (item != null) {
      lastActivity = control().timer().nanoTime();
      topUp();
    }
    return item;
  }

  /** Whether all items are taken and no more will come. */
  boolean isExhausted() {
    synchronized (lock) {
      return finished && items.isEmpty();
    }
  }

  /** Takes the end: why nothing comes behind the items; null when they are all there are. */
  @Nullable SnakepitException takeEnd() {
    report();
    SnakepitException why = failure();
    if (why != null) {
      return why;
    }
    synchronized (lock) {
      return cut;
    }
  }

  /** The consumer wants no more. One that goes on all the same isn't told that it has all. */
  void close() {
    CallCancelledException closed =
        new CallCancelledException(
            ErrorCode.CANCELLED, "the stream of tool '" + spec().tool() + "' was closed");
    synchronized (lock) {
      closer = Thread.currentThread();
    }
    abandon(closed);
    boolean ended;
    Runnable poke = null;
    synchronized (lock) {
      ended = finished; // else another thread is about to end it, and has it reported
      if (!items.isEmpty()) {
        items.clear();
        cut = closed;
        poke = consumer;
      }
    }
    if (ended) {
      report();
    }
    if (poke != null) {
      poke.run();
    }
  }

  /** Gives the worker the credit that the window allows, in portions of half a window. */
  private void topUp() {
    Attempt carrier;
    int more;
    synchronized (lock) {
      carrier = attempt(); // under the lock, so that what is counted is asked of the same attempt
      if (carrier == null || consumer == null || finished) {
        return;
      }
      more = missing();
      if (more <= 0 || (more < window() - window() / 2 && outstanding > 0)) {
        return;
      }
      outstanding += more;
    }
    carrier.request(more);
  }

  /** Items that the window has room for. */
  private int missing() {
    return window() - items.size() - outstanding;
  }

  /**
   * Items that may be under way or buffered, so that the bytes of the largest seen stay in bounds;
   * until one has come, those of the largest that there can be.
   */
  private int window() {
    long bytes = largestItem == 0 ? frameBytes : largestItem;
    return (int) Math.max(1, Math.min(windowItems, windowBytes / bytes));
  }
}
