package io.snakepit.core.pool;

import io.snakepit.core.adapter.AdapterVisits;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The exchange of an attempt, for those who wait for the call: what is asked of it before it is
 * there is asked later, what it throws comes to the attempt alone, and who is held up in it can be
 * got out.
 */
final class AttemptExchange {

  private final WorkerAttempt attempt;
  private final AdapterVisits visits = new AdapterVisits();

  private volatile @Nullable Exchange begun; // written under this

  // guarded by this
  private long earlyCredit;
  private boolean cancelled;

  AttemptExchange(WorkerAttempt attempt) {
    this.attempt = attempt;
  }

  /** Has the worker begin it; what its adapter throws is thrown on, for it may not exist. */
  void begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    Exchange exchange;
    visits.enterBegin();
    try {
      exchange =
          Objects.requireNonNull(worker.begin(head, arguments, listener), "begin gave no exchange");
    } finally {
      visits.leaveBegin();
    }
    long credit;
    boolean cancel;
    synchronized (this) {
      begun = exchange;
      credit = earlyCredit;
      cancel = cancelled;
    }
    if (credit > 0) {
      request(exchange, credit);
    }
    if (cancel) {
      cancel(exchange);
    }
  }

  /** Whether the worker has it. */
  boolean hasBegun() {
    return begun != null;
  }

  /** Whether the current thread is the one that begins it, and is in the adapter. */
  boolean isInBegin() {
    return visits.isInBegin();
  }

  /** As {@link Exchange#drive(long)}. */
  boolean drive(long nanos) {
    Exchange exchange = begun;
    if (exchange == null) {
      return false;
    }
    visits.enterDrive();
    try {
      return exchange.drive(nanos);
    } catch (Exception | Error broken) { // thrown on, it would leave the call unwatched
      attempt.exchangeFailed(broken);
      return false;
    } finally {
      visits.leaveDrive();
    }
  }

  /** As {@link Exchange#request(long)}. */
  void request(long items) {
    Exchange exchange;
    synchronized (this) {
      exchange = begun;
      if (exchange == null) {
        earlyCredit += items;
      }
    }
    if (exchange != null) {
      request(exchange, items);
    }
  }

  private void request(Exchange exchange, long items) {
    visits.enterRequest();
    try {
      exchange.request(items);
    } catch (Exception | Error broken) { // thrown on, it would be the consumer's
      attempt.exchangeFailed(broken);
    } finally {
      visits.leaveRequest();
    }
  }

  /** As {@link Exchange#cancel()}. */
  void cancel() {
    Exchange exchange;
    synchronized (this) {
      cancelled = true;
      exchange = begun;
    }
    if (exchange != null) {
      cancel(exchange);
    }
  }

  private void cancel(Exchange exchange) {
    visits.enterCancel();
    try {
      exchange.cancel();
    } catch (Exception | Error broken) { // thrown on, it would be the canceller's
      attempt.exchangeFailed(broken);
    } finally {
      visits.leaveCancel();
    }
  }

  /** Gets those out at once whom the adapter holds up in it. */
  void interrupt() {
    visits.interrupt();
  }

  /** Its worker has done with it: who is held up in it is got out after a while. */
  void settled(Timer timer) {
    visits.endSoon(timer);
  }
}
