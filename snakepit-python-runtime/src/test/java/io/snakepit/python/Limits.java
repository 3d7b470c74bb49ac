package io.snakepit.python;

import java.time.Duration;

/** Times for tests: one that is never meant to pass, one that is. */
final class Limits {

  static final Duration GENEROUS = Duration.ofMinutes(2);
  static final Duration SHORT = Duration.ofMillis(300);

  private Limits() {}

  static CommandRunner runner() {
    return new CommandRunner(Duration.ofMillis(50));
  }
}
