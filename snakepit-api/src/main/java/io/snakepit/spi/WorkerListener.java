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
   * A log record.
   *
   * @param call the id of the call it belongs to, 0 for none
   * @param log the record, in the core's own form
   */
  void onLog(long call, Payload log);
}
