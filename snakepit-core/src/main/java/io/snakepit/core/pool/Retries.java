package io.snakepit.core.pool;

import io.github.resilience4j.core.IntervalFunction;
import io.snakepit.api.RetryConfig;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.time.Spans;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Whether and when a call is made again after the death of its worker. */
final class Retries {

  private final int attempts;
  private final IntervalFunction delays;

  Retries(RetryConfig config) {
    this.attempts = config.attempts();
    this.delays = IntervalFunction.ofExponentialBackoff(Spans.wholeMillis(config.delay()), 2);
  }

  /** The delay in nanoseconds; empty when the call must not be made again, or can't in time. */
  OptionalLong delayOf(PendingCall call, long now) {
    if (!call.spec().idempotent()
        || call.spec().session() != null
        || call.hasDelivered()
        || call.attempts() >= attempts) {
      return OptionalLong.empty();
    }
    long delay = TimeUnit.MILLISECONDS.toNanos(delays.apply(call.attempts()));
    return call.spec().deadline() - now > delay ? OptionalLong.of(delay) : OptionalLong.empty();
  }
}
