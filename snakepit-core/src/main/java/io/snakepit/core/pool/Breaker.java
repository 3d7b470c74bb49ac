package io.snakepit.core.pool;

import io.snakepit.api.RestartConfig;
import org.jspecify.annotations.Nullable;

/**
 * Counts starts that came to nothing. A start comes to nothing when it fails, or when its worker
 * dies young without having served a call. Too many in a row open it. Driven by starts, not by
 * calls. Not safe for use by several threads.
 */
final class Breaker {

  private final int limit;
  private int streak;
  private @Nullable Throwable cause;

  Breaker(RestartConfig config) {
    this.limit = config.limit();
  }

  /** A start came to nothing. */
  void failed(Throwable why) {
    streak++;
    cause = why;
  }

  /** A worker serves. */
  void served() {
    streak = 0;
    cause = null;
  }

  /** How many starts in a row came to nothing. */
  int streak() {
    return streak;
  }

  /** Why it is open; null when it is closed. */
  @Nullable Throwable openCause() {
    return streak >= limit ? cause : null;
  }
}
