package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * What a generation can do. The effective capabilities are those that its adapter, its runtime and
 * its workers all have.
 *
 * <p>Snakepit goes by four of them: without STREAMING a stream is refused at once, without
 * CANCELLATION a call that is to end is killed with its worker, without REENTRANT a nested call
 * that finds no idle worker fails, and without MULTIPLEXING a worker runs one call at a time. The
 * others tell people and tests what to expect.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum Capability {
  /** A call can have many items, driven by demand. */
  STREAMING,
  /** A running call can be asked to stop; without it, it is killed with its worker. */
  CANCELLATION,
  /** Worker code can call host tools. */
  HOST_CALLS,
  /** A nested call can run on top of the call that waits for it. */
  REENTRANT,
  /** Raw bytes travel as they are. */
  BINARY,
  /** Integers of any size, {@code 1.0} as opposed to {@code 1}, and {@code -0.0} survive. */
  EXACT_NUMBERS,
  /** A worker can run several calls at once. */
  MULTIPLEXING,
  /** Bytes can travel in shared memory. Reserved: nothing has it yet. */
  SHARED_MEMORY,
  /**
   * Workers run on other machines: there is no local process to look at. Reserved: nothing has it
   * yet.
   */
  REMOTE
}
