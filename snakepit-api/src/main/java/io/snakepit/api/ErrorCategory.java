package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * Whose matter an error is.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum ErrorCategory {
  /** The calling code's: it asked for something that can't be. */
  CALLER,
  /** The tool's: it ran and failed. */
  TOOL,
  /** A worker's: it died, or broke the protocol. */
  WORKER,
  /** The pool's: full, closed or broken. */
  POOL,
  /** Whoever set things up: something is missing or impossible. */
  CONFIGURATION
}
