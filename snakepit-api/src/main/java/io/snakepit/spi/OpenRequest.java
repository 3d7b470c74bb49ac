package io.snakepit.spi;

import io.snakepit.api.LimitConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What an adapter is to open, and the means it may use. Implemented by the core.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface OpenRequest {

  /**
   * The id of the worker, for messages and thread names.
   *
   * @return the id
   */
  String worker();

  /**
   * The adapter's options: only keys that it declared.
   *
   * @return key to value; a key that wasn't set is absent
   */
  Map<String, String> options();

  /**
   * The bytes to shake hands with.
   *
   * @return the handshake of this one worker
   */
  Handshake handshake();

  /**
   * The bounds to keep.
   *
   * @return the pool's limits
   */
  LimitConfig limits();

  /**
   * A folder that only this user can reach, for sockets; it is removed when the worker is gone.
   *
   * @return a path short enough for a Unix socket inside it
   * @throws IOException when it can't be made
   */
  Path privateDirectory() throws IOException;

  /**
   * A secret of this worker, for wires that others could reach. MUST NOT appear in arguments or
   * environment; the first bytes on the process's stdin are the place.
   *
   * @return 32 random bytes, the same at each call
   */
  byte[] secret();

  /**
   * The time until the worker must be ready. The core ends the process a moment after it has
   * passed: an adapter that gives up when it has can say what it saw.
   *
   * @return a positive duration
   */
  Duration startBudget();

  /**
   * Starts the worker's process, in a process group of its own. Blocks until it is started. MAY be
   * called once; adapters to remote workers never call it.
   *
   * @param arguments for the worker side's entry point
   * @return the process; the core drains its stderr and kills it in the end
   * @throws IOException when it can't be started
   * @throws io.snakepit.api.WorkerStartException when what it is forked from can't be loaded; to be
   *     passed on as it is
   */
  WorkerProcess launch(List<String> arguments) throws IOException;

  /**
   * Receives what isn't part of an exchange.
   *
   * @return the listener, which never blocks
   */
  WorkerListener listener();
}
