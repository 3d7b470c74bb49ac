package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * How large things may be.
 *
 * @param frameBytes one message to or from a worker: arguments or a result with their attachments;
 *     at least 1 KiB; 256 MiB by default
 * @param streamItems items of one stream that may be under way or buffered; at least 1; 16 by
 *     default
 * @param streamBytes bytes of one stream that may be buffered; a stream of larger items goes one at
 *     a time; at least 1; 16 MiB by default
 * @param hostCalls host calls of one call that may run at once; further ones fail in the worker; at
 *     least 1; 64 by default
 * @param stderrLines last lines kept of a worker, of its stderr and of the warnings and errors that
 *     it logged, for its status and its obituary; 0 = none; 50 by default
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record LimitConfig(
    int frameBytes, int streamItems, long streamBytes, int hostCalls, int stderrLines) {

  /** The defaults. */
  private static final LimitConfig DEFAULTS = new LimitConfig(256 << 20, 16, 16L << 20, 64, 50);

  /**
   * Checks the values.
   *
   * @throws ConfigurationException when one can't be right
   */
  public LimitConfig {
    Check.atLeast("limits.frame-bytes", frameBytes, 1 << 10);
    Check.positive("limits.stream-items", streamItems);
    Check.positive("limits.stream-bytes", streamBytes);
    Check.positive("limits.host-calls", hostCalls);
    Check.notNegative("limits.stderr-lines", stderrLines);
  }

  /**
   * The defaults.
   *
   * @return the same value each time
   */
  public static LimitConfig defaults() {
    return DEFAULTS;
  }

  /**
   * Changes {@code frameBytes}.
   *
   * @param value one message to or from a worker: arguments or a result with their attachments; at
   *     least 1 KiB
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public LimitConfig withFrameBytes(int value) {
    return new LimitConfig(value, streamItems, streamBytes, hostCalls, stderrLines);
  }

  /**
   * Changes {@code streamItems}.
   *
   * @param value items of one stream that may be under way or buffered; at least 1
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public LimitConfig withStreamItems(int value) {
    return new LimitConfig(frameBytes, value, streamBytes, hostCalls, stderrLines);
  }

  /**
   * Changes {@code streamBytes}.
   *
   * @param value bytes of one stream that may be buffered; a stream of larger items goes one at a
   *     time; at least 1
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public LimitConfig withStreamBytes(long value) {
    return new LimitConfig(frameBytes, streamItems, value, hostCalls, stderrLines);
  }

  /**
   * Changes {@code hostCalls}.
   *
   * @param value host calls of one call that may run at once; further ones fail in the worker; at
   *     least 1
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public LimitConfig withHostCalls(int value) {
    return new LimitConfig(frameBytes, streamItems, streamBytes, value, stderrLines);
  }

  /**
   * Changes {@code stderrLines}.
   *
   * @param value last lines kept of a worker, of its stderr and of the warnings and errors that it
   *     logged, for its status and its obituary; 0 = none
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public LimitConfig withStderrLines(int value) {
    return new LimitConfig(frameBytes, streamItems, streamBytes, hostCalls, value);
  }
}
