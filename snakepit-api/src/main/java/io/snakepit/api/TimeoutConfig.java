package io.snakepit.api;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How long things may take.
 *
 * @param call a call that sets no timeout of its own, queueing included, but no stream; when a
 *     session is closed, also what tidies up its state on the worker, which is killed if that takes
 *     longer; zero = for ever; 60 s by default
 * @param streamIdle a stream without an item although one was asked for, or without a demand; zero
 *     = for ever; 60 s by default
 * @param sessionIdle a session without a call until it is {@linkplain Session closed}; zero = for
 *     ever, the default
 * @param start a worker from its start until it is ready, loading of tools and models included;
 *     more than zero; 60 s by default
 * @param cancelGrace a cancelled call until its worker is killed; zero = at once; 1 s by default
 * @param drain calls that run when their pool is closed, their generation replaced or their worker
 *     recycled, until they are cut short; zero = at once; 10 s by default
 * @param stop a worker that was asked to exit until it is killed; zero = at once; 2 s by default
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record TimeoutConfig(
    Duration call,
    Duration streamIdle,
    Duration sessionIdle,
    Duration start,
    Duration cancelGrace,
    Duration drain,
    Duration stop) {

  /** The defaults. */
  private static final TimeoutConfig DEFAULTS =
      new TimeoutConfig(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ZERO,
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2));

  /**
   * Checks the values.
   *
   * @throws ConfigurationException when one can't be right
   */
  public TimeoutConfig {
    Check.notNegative("timeouts.call", call);
    Check.notNegative("timeouts.stream-idle", streamIdle);
    Check.notNegative("timeouts.session-idle", sessionIdle);
    Check.positive("timeouts.start", start);
    Check.notNegative("timeouts.cancel-grace", cancelGrace);
    Check.notNegative("timeouts.drain", drain);
    Check.notNegative("timeouts.stop", stop);
  }

  /**
   * The defaults.
   *
   * @return the same value each time
   */
  public static TimeoutConfig defaults() {
    return DEFAULTS;
  }

  /**
   * Changes {@code call}.
   *
   * @param value a call that sets no timeout of its own, queueing included, but no stream; when a
   *     session is closed, also what tidies up its state on the worker, which is killed if that
   *     takes longer; zero = for ever
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public TimeoutConfig withCall(Duration value) {
    return new TimeoutConfig(value, streamIdle, sessionIdle, start, cancelGrace, drain, stop);
  }

  /**
   * Changes {@code streamIdle}.
   *
   * @param value a stream without an item although one was asked for, or without a demand; zero =
   *     for ever
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public TimeoutConfig withStreamIdle(Duration value) {
    return new TimeoutConfig(call, value, sessionIdle, start, cancelGrace, drain, stop);
  }

  /**
   * Changes {@code sessionIdle}.
   *
   * @param value a session without a call until it is {@linkplain Session closed}; zero = for ever
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public TimeoutConfig withSessionIdle(Duration value) {
    return new TimeoutConfig(call, streamIdle, value, start, cancelGrace, drain, stop);
  }

  /**
   * Changes {@code start}.
   *
   * @param value a worker from its start until it is ready, loading of tools and models included;
   *     more than zero
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public TimeoutConfig withStart(Duration value) {
    return new TimeoutConfig(call, streamIdle, sessionIdle, value, cancelGrace, drain, stop);
  }

  /**
   * Changes {@code cancelGrace}.
   *
   * @param value a cancelled call until its worker is killed; zero = at once
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public TimeoutConfig withCancelGrace(Duration value) {
    return new TimeoutConfig(call, streamIdle, sessionIdle, start, value, drain, stop);
  }

  /**
   * Changes {@code drain}.
   *
   * @param value calls that run when their pool is closed, their generation replaced or their
   *     worker recycled, until they are cut short; zero = at once
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public TimeoutConfig withDrain(Duration value) {
    return new TimeoutConfig(call, streamIdle, sessionIdle, start, cancelGrace, value, stop);
  }

  /**
   * Changes {@code stop}.
   *
   * @param value a worker that was asked to exit until it is killed; zero = at once
   * @return the changed copy
   * @throws ConfigurationException when it can't be right
   */
  public TimeoutConfig withStop(Duration value) {
    return new TimeoutConfig(call, streamIdle, sessionIdle, start, cancelGrace, drain, value);
  }
}
