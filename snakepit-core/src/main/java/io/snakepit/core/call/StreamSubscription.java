package io.snakepit.core.call;

import io.snakepit.api.Result;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.text.FailureLog;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Consumes a stream by Reactive Streams demand; signals are serial and run on the executor for user
 * code.
 */
final class StreamSubscription implements Flow.Subscription, Runnable {

  private static final Logger logger = LoggerFactory.getLogger(StreamSubscription.class);

  private final StreamCall call;
  private final AtomicLong demand = new AtomicLong();
  private final AtomicInteger work = new AtomicInteger();

  private volatile Flow.@Nullable Subscriber<? super Result> subscriber;
  private volatile boolean cancelled;
  private volatile @Nullable IllegalArgumentException violation;
  private boolean subscribed; // touched by the serial run() only

  private StreamSubscription(StreamCall call, Flow.Subscriber<? super Result> subscriber) {
    this.call = call;
    this.subscriber = subscriber;
  }

  static void begin(StreamCall call, Flow.Subscriber<? super Result> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    StreamSubscription subscription = new StreamSubscription(call, subscriber);
    try {
      call.consume(subscription::poke);
    } catch (IllegalStateException taken) {
      refuse(call, subscriber, taken);
      return;
    }
    subscription.poke();
  }

  private static void refuse(
      StreamCall call, Flow.Subscriber<? super Result> subscriber, IllegalStateException taken) {
    call.control()
        .executor()
        .execute(
            () -> {
              subscriber.onSubscribe(new NoSubscription());
              subscriber.onError(taken);
            });
  }

  @Override
  public void request(long items) {
    if (items <= 0) {
      violation =
          new IllegalArgumentException(
              "rule 3.9 of Reactive Streams: demand must be positive, not " + items);
    } else {
      demand.accumulateAndGet(items, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
    }
    poke();
  }

  @Override
  public void cancel() {
    cancelled = true;
    call.close();
    poke();
  }

  private void poke() {
    if (work.getAndIncrement() == 0) {
      call.control().executor().execute(this);
    }
  }

  @Override
  public void run() {
    int seen = work.get();
    while (true) {
      try {
        signal();
      } catch (Exception | Error failure) { // rule 2.13: a subscriber must not throw
        cancelled = true;
        call.close();
        FailureLog.log(
            logger, Level.WARN, failure, "a subscriber of tool '{}' failed", call.spec().tool());
      }
      seen = work.addAndGet(-seen);
      if (seen == 0) {
        return;
      }
    }
  }

  private void signal() {
    Flow.Subscriber<? super Result> receiver = subscriber;
    if (receiver == null) {
      return;
    }
    if (!subscribed) {
      subscribed = true;
      receiver.onSubscribe(this);
    }
    while (!cancelled) {
      if (violation != null) {
        end();
        call.close();
        receiver.onError(violation);
        return;
      }
      if (call.isExhausted()) {
        end();
        SnakepitException failure = call.takeEnd();
        if (failure == null) {
          receiver.onComplete();
        } else {
          receiver.onError(failure);
        }
        return;
      }
      if (demand.get() == 0) {
        return;
      }
      Result item = call.poll();
      if (item == null) {
        if (!call.isExhausted()) {
          return;
        }
        continue;
      }
      if (demand.get() != Long.MAX_VALUE) {
        demand.decrementAndGet();
      }
      receiver.onNext(item);
    }
    end();
  }

  /** Rule 3.13: the subscriber is let go. */
  private void end() {
    cancelled = true;
    subscriber = null;
  }

  /** For a subscriber that is refused: the rules want a subscription first. */
  private static final class NoSubscription implements Flow.Subscription {

    @Override
    public void request(long items) {}

    @Override
    public void cancel() {}
  }
}
