package io.snakepit.wire;

import org.apiguardian.api.API;

/**
 * The worker damaged the wire: what follows can't be trusted, so the worker is ended.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class WireException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Something was read that can't come here.
   *
   * @param message what it was, as the object of "the worker sent …"
   */
  public WireException(String message) {
    super(message);
  }

  /**
   * The same, with what found it.
   *
   * @param message what it was, as the object of "the worker sent …"
   * @param cause what found it
   */
  public WireException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What was read couldn't be taken in. */
  WireException(Throwable cause) {
    super(text(cause), cause);
  }

  private static String text(Throwable cause) {
    if (!(cause instanceof OutOfMemoryError)) {
      return "something that couldn't be taken in: " + cause;
    }
    String said = String.valueOf(cause.getMessage());
    return said.contains("heap")
        ? "more than this JVM's heap has room for (-Xmx): " + said
        : "more than this JVM has memory for (-Xmx, -XX:MaxDirectMemorySize): " + said;
  }
}
