package io.snakepit.core.pool;

import io.snakepit.api.RestartConfig;
import io.snakepit.core.time.Spans;
import org.jspecify.annotations.Nullable;

/**
 * Says when to start again after starts that came to nothing. A start comes to nothing when it
 * fails, or when its worker dies young without having served a call. Too many in a row open it: a
 * fleet without a worker then only probes now and then, until one is ready. Driven by starts, not
 * by calls. Not safe for use by several threads.
 */
final class Breaker {

  private final RestartConfig config;
  private final Delays delays;
  private int streak;
  private @Nullable Throwable cause; // of the last
  private boolean open;

  Breaker(RestartConfig config) {
    this.config = config;
    this.delays = new Delays(config);
  }

  /** A start came to nothing. */
  void failed(Throwable why) {
    streak++;
    cause = why;
  }

  /** A worker has served. That mends no fleet which has none any more. */
  void served() {
    if (!open) {
      forget();
    }
  }

  /** No worker is left: opens when there were too many; answers why, null unless it opens now. */
  @Nullable Throwable open() {
    if (open || streak < config.limit()) {
      return null;
    }
    open = true;
    return cause;
  }

  /** A worker is ready: closes it; answers whether it was open. */
  boolean close() {
    if (!open) {
      return false;
    }
    open = false;
    forget();
    return true;
  }

  boolean isOpen() {
    return open;
  }

  /** What the last start, or probe, failed of; null while it is closed. */
  @Nullable Throwable openCause() {
    return open ? cause : null;
  }

  /** How long to wait before the next start, or probe; 0 after a healthy life. */
  long delayMillis() {
    if (open) {
      return Spans.millis(config.probeInterval());
    }
    return streak == 0 ? 0 : delays.millisAfter(streak);
  }

  private void forget() {
    streak = 0;
    cause = null;
  }
}
