package io.snakepit.spi;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.apiguardian.api.API;

/**
 * A worker's process, as its adapter sees it. Implemented by the core: started directly, forked
 * from a template, or otherwise.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface WorkerProcess {

  /**
   * The process id.
   *
   * @return empty when it isn't a local process
   */
  OptionalLong pid();

  /**
   * What the process reads from its descriptor 0. Unbuffered as far as the platform allows; for one
   * writer at a time.
   *
   * @return the stream
   */
  OutputStream stdin();

  /**
   * What the process writes to its descriptor 1; for one reader at a time. The core doesn't read
   * it: where the adapter doesn't either, the worker side has to point that descriptor elsewhere,
   * or a worker that prints hangs when the pipe is full.
   *
   * @return the stream
   */
  InputStream stdout();

  /**
   * Nudges the process to look at its input ({@code SIGTERM}): call it when what it is to find
   * there has been written, since a worker that looks too early finds nothing. A no-op for a worker
   * that is idle. Doesn't block.
   */
  void interrupt();

  /** Kills the process and its group. Doesn't block; idempotent. */
  void kill();

  /**
   * Completes when the process is gone.
   *
   * @return the exit, as far as it is known
   */
  CompletionStage<ProcessExit> exit();
}
