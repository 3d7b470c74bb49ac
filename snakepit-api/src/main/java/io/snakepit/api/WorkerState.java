package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * Where a worker is in its life.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum WorkerState {
  /** The process is being started and hasn't shaken hands. */
  STARTING,
  /** Ready, running nothing. */
  IDLE,
  /** Running one or more calls. */
  RUNNING,
  /** A call has its outcome but its code hasn't ended: no other call is given to the worker. */
  UNSETTLED,
  /** Gets no new calls; what runs on it gets a bounded time. */
  QUARANTINED,
  /** Has its successor: gets no new calls, and goes when what runs on it has ended. */
  DRAINING,
  /** Gone. */
  DEAD
}
