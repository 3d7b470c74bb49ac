package io.snakepit.core.pool;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.QueueConfig;
import io.snakepit.core.call.LinkedList;
import io.snakepit.core.call.PendingCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait: those for any worker, and, counted with them, those in the side queues of
 * sessions and workers, and those that are made again after a delay. Bounded in calls and bytes
 * (S4). Guarded by the dispatcher's lock.
 */
final class CallQueue {

  private final QueueConfig config;
  private final int frameBytes;
  private final PoolErrors errors;
  private final LinkedList<PendingCall> shared = new LinkedList<>();
  private final LinkedList<PendingCall> postponed = new LinkedList<>();
  private int calls;
  private long bytes;

  CallQueue(PoolConfig config, PoolErrors errors) {
    this.config = config.queue();
    this.frameBytes = config.limits().frameBytes();
    this.errors = errors;
  }

  int calls() {
    return calls;
  }

  long bytes() {
    return bytes;
  }

  /** Whether none waits for any worker. */
  boolean isEmpty() {
    return shared.isEmpty();
  }

  /** Adds a call for any worker, or throws the error of the bound it would break. */
  void add(PendingCall call) {
    addTo(shared, call);
  }

  /** Adds a call to a side queue, or throws the error of the bound it would break. */
  void addTo(LinkedList<PendingCall> side, PendingCall call) {
    long size = call.spec().arguments().size();
    if (size > frameBytes) { // which its worker would say, but later
      throw errors.tooLarge(call, frameBytes);
    }
    if (size > config.bytes()) {
      throw errors.tooLargeToWait(call);
    }
    if (calls >= config.calls()) {
      throw errors.queueFull(call);
    }
    if (bytes + size > config.bytes()) {
      throw errors.queueBytes(call);
    }
    side.addLast(call);
    count(call, 1);
  }

  /** Puts a call back that had left the queue already; no bound can refuse it. */
  void addFirst(PendingCall call) {
    addFirstTo(shared, call);
  }

  /** Puts a call back at the head of a side queue; no bound can refuse it. */
  void addFirstTo(LinkedList<PendingCall> side, PendingCall call) {
    side.addFirst(call);
    count(call, 1);
  }

  /** Moves a call on that had been accepted into a queue already; no bound can refuse it. */
  void moveTo(LinkedList<PendingCall> side, PendingCall call) {
    side.addLast(call);
    count(call, 1);
  }

  /** As {@link #moveTo}, to those for any worker. */
  void move(PendingCall call) {
    moveTo(shared, call);
  }

  /** Keeps a call until it is {@linkplain #remove taken out} to be made again. */
  void postpone(PendingCall call) {
    moveTo(postponed, call);
  }

  /** Takes the call that came first: from the side queue, or from those for any worker. */
  @Nullable PendingCall pollOldest(LinkedList<PendingCall> side) {
    PendingCall aside = side.peekFirst();
    PendingCall any = shared.peekFirst();
    if (aside == null) {
      return pollFrom(shared);
    }
    return any == null || aside.ticket() < any.ticket() ? pollFrom(side) : pollFrom(shared);
  }

  /** Takes the first call of one queue. */
  @Nullable PendingCall pollFrom(LinkedList<PendingCall> from) {
    PendingCall call = from.pollFirst();
    if (call != null) {
      count(call, -1);
    }
    return call;
  }

  /** Takes a call out, wherever it waits; answers whether it did. */
  boolean remove(PendingCall call) {
    if (!call.unlink()) {
      return false;
    }
    count(call, -1);
    return true;
  }

  /** Takes all that wait for any worker, or for their next attempt. */
  void drain(List<PendingCall> into) {
    drainTo(shared, into);
    drainTo(postponed, into);
  }

  /** Takes all of a side queue. */
  void drainTo(LinkedList<PendingCall> side, List<PendingCall> into) {
    for (PendingCall call = pollFrom(side); call != null; call = pollFrom(side)) {
      into.add(call);
    }
  }

  private void count(PendingCall call, int sign) {
    calls += sign;
    bytes += sign * call.spec().arguments().size();
  }
}
