package io.snakepit.api;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * When a healthy worker is replaced by a fresh one. The replacement is ready before the old one is
 * retired; what still runs there then has {@link TimeoutConfig#drain()} to end. A worker stays as
 * long as it holds the state of a session without {@linkplain Session#onRestore restore steps}.
 *
 * @param afterCalls calls a worker may serve; 0 = no bound, the default
 * @param afterAge how old a worker may get; zero = no bound, the default
 * @param aboveBytes resident memory of the worker process, in bytes; 0 = no bound, the default
 * @param jitter the share by which the first two vary at random, from 0 to 1, so that workers don't
 *     go all at once; 0.1 by default
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record RecycleConfig(long afterCalls, Duration afterAge, long aboveBytes, double jitter) {

  /** The defaults. */
  private static final RecycleConfig DEFAULTS = new RecycleConfig(0, Duration.ZERO, 0, 0.1);

  /**
   * Checks the values.
   *
   * @throws ConfigurationException when one can't be right
   */
  public RecycleConfig {
    Check.notNegative("recycle.after-calls", afterCalls);
    Check.notNegative("recycle.after-age", afterAge);
    Check.notNegative("recycle.above-bytes", aboveBytes);
    Check.share("recycle.jitter", jitter);
  }

  /**
   * The defaults.
   *
   * @return the same value each time
   */
  public static RecycleConfig defaults() {
    return DEFAULTS;
  }

  /**
   * Changes {@code afterCalls}.
   *
   * @param value calls a worker may serve; 0 = no bound
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RecycleConfig withAfterCalls(long value) {
    return new RecycleConfig(value, afterAge, aboveBytes, jitter);
  }

  /**
   * Changes {@code afterAge}.
   *
   * @param value how old a worker may get; zero = no bound
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RecycleConfig withAfterAge(Duration value) {
    return new RecycleConfig(afterCalls, value, aboveBytes, jitter);
  }

  /**
   * Changes {@code aboveBytes}.
   *
   * @param value resident memory of the worker process, in bytes; 0 = no bound
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RecycleConfig withAboveBytes(long value) {
    return new RecycleConfig(afterCalls, afterAge, value, jitter);
  }

  /**
   * Changes {@code jitter}.
   *
   * @param value the share by which the first two vary at random, from 0 to 1, so that workers
   *     don't go all at once
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public RecycleConfig withJitter(double value) {
    return new RecycleConfig(afterCalls, afterAge, aboveBytes, value);
  }
}
