package io.snakepit.api;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The queue of calls that wait for a worker.
 *
 * @param calls how many calls may wait; further ones fail with {@code QUEUE_FULL}; 0 = none may
 *     wait; 10,000 by default
 * @param bytes how many bytes of arguments may wait in all; further ones fail with {@code
 *     QUEUE_BYTES}, and a call that has more than that itself with {@code CALL_TOO_LARGE} unless a
 *     worker is free; at least 1; 256 MiB by default
 * @param timeout how long a call may wait for its first worker before it fails with {@code
 *     QUEUE_TIMEOUT}; one that is made again is bounded by its own deadline alone; more than zero;
 *     10 s by default
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record QueueConfig(int calls, long bytes, Duration timeout) {

  /** The defaults. */
  private static final QueueConfig DEFAULTS =
      new QueueConfig(10_000, 256L << 20, Duration.ofSeconds(10));

  /**
   * Checks the values.
   *
   * @throws ConfigurationException when one can't be right
   */
  public QueueConfig {
    Check.notNegative("queue.calls", calls);
    Check.positive("queue.bytes", bytes);
    Check.positive("queue.timeout", timeout);
  }

  /**
   * The defaults.
   *
   * @return the same value each time
   */
  public static QueueConfig defaults() {
    return DEFAULTS;
  }

  /**
   * Changes {@code calls}.
   *
   * @param value how many calls may wait; further ones fail with {@code QUEUE_FULL}; 0 = none may
   *     wait
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public QueueConfig withCalls(int value) {
    return new QueueConfig(value, bytes, timeout);
  }

  /**
   * Changes {@code bytes}.
   *
   * @param value how many bytes of arguments may wait in all; further ones fail with {@code
   *     QUEUE_BYTES}, and a call that has more than that itself with {@code CALL_TOO_LARGE} unless
   *     a worker is free; at least 1
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public QueueConfig withBytes(long value) {
    return new QueueConfig(calls, value, timeout);
  }

  /**
   * Changes {@code timeout}.
   *
   * @param value how long a call may wait for its first worker before it fails with {@code
   *     QUEUE_TIMEOUT}; one that is made again is bounded by its own deadline alone; more than zero
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public QueueConfig withTimeout(Duration value) {
    return new QueueConfig(calls, bytes, value);
  }
}
