package io.snakepit.spi;

import org.apiguardian.api.API;

/**
 * Receives what a worker sends beside its exchanges. Implemented by the core; never blocks, may be
 * called on any thread.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface WorkerListener {

  /**
   * Several signals that are there at once, of exchanges and of the worker. An adapter that has
   * read more than one gives them all while {@code delivery} runs, on the calling thread and before
   * this returns: the threads that wait for them are then woken together. One that doesn't is as
   * right, but slower.
   *
   * <p>Hold no lock when calling it: at its end an executor of the application's may run user code
   * on this thread. Take the lock that keeps signals in order inside {@code delivery}.
   *
   * @param delivery gives the signals; what it throws is thrown here
   */
  default void onBurst(Runnable delivery) {
    delivery.run();
  }

  /**
   * A log record.
   *
   * @param call the id of the call it belongs to, 0 for none
   * @param log the record, in the core's own form
   */
  void onLog(long call, Payload log);
}
