package io.snakepit.spi;

import org.apiguardian.api.API;

/**
 * A call carried by a worker. It has two ends: its outcome, for the caller, and <em>settled</em>,
 * for the pool. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Exchange {

  /**
   * Gives the worker credit for more items. Never blocks; does nothing after the outcome.
   *
   * @param items how many more, positive
   */
  void request(long items);

  /**
   * Asks the worker to stop running the call, or to withdraw it when it hasn't started. Never
   * blocks; idempotent; does nothing once settled. The outcome comes by the listener as ever.
   */
  void cancel();

  /**
   * Lets the calling thread do the worker's reading while it waits, so that no other thread has to
   * be woken. Signals of any exchange of the worker may be delivered on it. Returns when this
   * exchange has its outcome, the time has passed, the thread is interrupted, or somebody else does
   * the reading. When nobody drives, the adapter reads by itself.
   *
   * @param nanos the longest time to stay, in nanoseconds, positive
   * @return whether this exchange has its outcome; when false before the time has passed, the
   *     caller waits by other means
   */
  default boolean drive(long nanos) {
    return false;
  }
}
