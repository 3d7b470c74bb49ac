package io.snakepit.api;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How {@linkplain Call#idempotent() idempotent} calls are made again after the death of their
 * worker, within their deadline.
 *
 * @param attempts how many times a call is made in all; 1 = never again
 * @param delay the delay before the second attempt; it doubles with each
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record RetryConfig(int attempts, Duration delay) {

  /** The defaults. */
  private static final RetryConfig DEFAULTS = new RetryConfig(3, Duration.ofMillis(10));

  /**
   * Checks the values.
   *
   * @throws ConfigurationException when one can't be right
   */
  public RetryConfig {
    Check.positive("retry.attempts", attempts);
    Check.positive("retry.delay", delay);
  }

  /**
   * The defaults.
   *
   * @return the same value each time
   */
  public static RetryConfig defaults() {
    return DEFAULTS;
  }

  /**
   * Changes {@code attempts}.
   *
   * @param value how many times a call is made in all
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RetryConfig withAttempts(int value) {
    return new RetryConfig(value, delay);
  }

  /**
   * Changes {@code delay}.
   *
   * @param value the delay before the second attempt
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RetryConfig withDelay(Duration value) {
    return new RetryConfig(attempts, value);
  }
}
