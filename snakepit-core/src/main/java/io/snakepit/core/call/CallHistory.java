package io.snakepit.core.call;

import io.snakepit.api.CallOutcome;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a call goes through, kept for those who want to be told of its outcome. */
final class CallHistory {

  private final CallSpec spec;
  private final Timer timer;
  private final Consumer<CallOutcome> listener;
  private final Instant began = Instant.now();
  private final long beganAt;

  // guarded by this
  private @Nullable String worker;
  private int attempts;
  private long givenAt;
  private long endedAt = Timer.NEVER;
  private @Nullable SnakepitException failure;
  private boolean told;

  CallHistory(CallSpec spec, Timer timer, Consumer<CallOutcome> listener) {
    this.spec = spec;
    this.timer = timer;
    this.listener = listener;
    this.beganAt = timer.nanoTime();
  }

  /** It is given to a worker; one that has its outcome already isn't any more. */
  synchronized void given(String to) {
    if (endedAt != Timer.NEVER) {
      return;
    }
    worker = to;
    if (++attempts == 1) {
      givenAt = timer.nanoTime();
    }
  }

  /** Its outcome is fixed. */
  synchronized void ended(@Nullable SnakepitException why) {
    failure = why;
    endedAt = timer.nanoTime();
  }

  /** Tells of the outcome, unless that is done or there is none. */
  void report() {
    CallOutcome outcome;
    synchronized (this) {
      if (told || endedAt == Timer.NEVER) {
        return;
      }
      told = true;
      outcome = outcome();
    }
    listener.accept(outcome);
  }

  private CallOutcome outcome() {
    return new CallOutcome(
        spec.tool(),
        spec.stream(),
        Optional.ofNullable(spec.session()).map(SessionRef::key),
        spec.metadata(),
        Optional.ofNullable(worker),
        attempts,
        began,
        Duration.ofNanos((attempts == 0 ? endedAt : givenAt) - beganAt),
        Duration.ofNanos(endedAt - beganAt),
        Optional.ofNullable(failure));
  }
}
