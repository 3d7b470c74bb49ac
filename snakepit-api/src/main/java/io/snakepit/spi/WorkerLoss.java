package io.snakepit.spi;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Why a worker is gone, as far as its adapter saw it. The core adds exit status, signal and stderr.
 *
 * @param kind what happened
 * @param reason one line for people
 * @param cause the underlying failure, or null
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record WorkerLoss(Kind kind, String reason, @Nullable Throwable cause) {

  /**
   * What happened.
   *
   * @since 0.1.0
   */
  public enum Kind {
    /** It was asked to stop. */
    STOPPED,
    /** Its process or connection ended by itself. */
    GONE,
    /** It damaged the wire. */
    PROTOCOL
  }
}
