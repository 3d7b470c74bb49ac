package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * The pool's current generation can't do what the call needs. Nothing was started.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class UnsupportedCapabilityException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /** What is missing. */
  private final Capability capability;

  /**
   * Creates the exception.
   *
   * @param capability what is missing
   * @param message names the adapter and runtime that lack it
   */
  public UnsupportedCapabilityException(Capability capability, String message) {
    super(ErrorCode.UNSUPPORTED_CAPABILITY, message, null);
    this.capability = capability;
  }

  /**
   * What is missing.
   *
   * @return the capability
   */
  public Capability capability() {
    return capability;
  }
}
