package io.snakepit.api;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How {@linkplain Call#idempotent() idempotent} calls are made again after the death of their
 * worker, within their deadline. A stream is made again only as long as it has given no item, and a
 * session's call never is, since its state died with the worker. Delays are counted in whole
 * milliseconds, a part of one as a whole one.
 *
 * @param attempts how many times a call is made in all; at least 1 = never again; 3 by default
 * @param delay the delay before the second attempt; it doubles with each; more than zero; 10 ms by
 *     default
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
   * @param value how many times a call is made in all; at least 1 = never again
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RetryConfig withAttempts(int value) {
    return new RetryConfig(value, delay);
  }

  /**
   * Changes {@code delay}.
   *
   * @param value the delay before the second attempt; it doubles with each; more than zero
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RetryConfig withDelay(Duration value) {
    return new RetryConfig(attempts, value);
  }
}
