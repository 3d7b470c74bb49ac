package io.snakepit.core.call;

/** One carrying of a call by a worker. A call that is made again has a new one. */
public interface Attempt {

  /** Whether its code may run by now: it may have to wait at the worker, behind other calls. */
  boolean isStarted();

  /** As {@link io.snakepit.spi.Exchange#drive(long)}. */
  boolean drive(long nanos);

  /** As {@link io.snakepit.spi.Exchange#request(long)}. */
  void request(long items);

  /** Nobody waits for it any more: stops the running code, by force after the grace. */
  void abandon();
}
