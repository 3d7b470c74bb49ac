package io.snakepit.python;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Times for tests: one that is never meant to pass, one that is. */
final class Limits {

  static final Duration GENEROUS = Duration.ofMinutes(2);
  static final Duration SHORT = Duration.ofMillis(300);

  private Limits() {}

  /** Waits for as long as a machine with much else to do may need. */
  static ConditionFactory await() {
    return Awaitility.await().atMost(GENEROUS);
  }

  static CommandRunner runner() {
    return new CommandRunner(Duration.ofMillis(50));
  }
}
