package io.snakepit.api;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How dead workers are replaced: the first at once, then with exponential back-off. Delays are
 * counted in whole milliseconds, a part of one as a whole one.
 *
 * <p>A start comes to nothing when it fails, or when its worker dies within ten seconds without
 * having completed a call. Too many of these in a row, when no worker is left, open the pool's
 * breaker: calls fail fast until a timed probe start succeeds. Workers that die of their calls
 * don't open it.
 *
 * @param initialDelay the delay before the second replacement in a row; more than zero; 100 ms by
 *     default
 * @param maxDelay what the delay grows to; not less than the initial one; 30 s by default
 * @param jitter the share by which delays vary at random, from 0 to 1; 0.2 by default
 * @param limit starts in a row that came to nothing and open the breaker; at least 1; 5 by default
 * @param probeInterval how often an open breaker tries a start; more than zero; 5 s by default
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record RestartConfig(
    Duration initialDelay, Duration maxDelay, double jitter, int limit, Duration probeInterval) {

  /** The defaults. */
  private static final RestartConfig DEFAULTS =
      new RestartConfig(
          Duration.ofMillis(100), Duration.ofSeconds(30), 0.2, 5, Duration.ofSeconds(5));

  /**
   * Checks the values.
   *
   * @throws ConfigurationException when one can't be right
   */
  public RestartConfig {
    Check.positive("restart.initial-delay", initialDelay);
    Check.notLess("restart.max-delay", maxDelay, "restart.initial-delay", initialDelay);
    Check.share("restart.jitter", jitter);
    Check.positive("restart.limit", limit);
    Check.positive("restart.probe-interval", probeInterval);
  }

  /**
   * The defaults.
   *
   * @return the same value each time
   */
  public static RestartConfig defaults() {
    return DEFAULTS;
  }

  /**
   * Changes {@code initialDelay}.
   *
   * @param value the delay before the second replacement in a row; more than zero
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RestartConfig withInitialDelay(Duration value) {
    return new RestartConfig(value, maxDelay, jitter, limit, probeInterval);
  }

  /**
   * Changes {@code maxDelay}.
   *
   * @param value what the delay grows to; not less than the initial one
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RestartConfig withMaxDelay(Duration value) {
    return new RestartConfig(initialDelay, value, jitter, limit, probeInterval);
  }

  /**
   * Changes {@code jitter}.
   *
   * @param value the share by which delays vary at random, from 0 to 1
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RestartConfig withJitter(double value) {
    return new RestartConfig(initialDelay, maxDelay, value, limit, probeInterval);
  }

  /**
   * Changes {@code limit}.
   *
   * @param value starts in a row that came to nothing and open the breaker; at least 1
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RestartConfig withLimit(int value) {
    return new RestartConfig(initialDelay, maxDelay, jitter, value, probeInterval);
  }

  /**
   * Changes {@code probeInterval}.
   *
   * @param value how often an open breaker tries a start; more than zero
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RestartConfig withProbeInterval(Duration value) {
    return new RestartConfig(initialDelay, maxDelay, jitter, limit, value);
  }
}
