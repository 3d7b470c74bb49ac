package io.snakepit.stdio;

/** The worker damaged the wire: what follows can't be trusted, so the worker is ended. */
final class WireException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The message says what was read, as the object of "the worker sent …". */
  WireException(String message) {
    super(message);
  }

  /** What was read couldn't be taken in. */
  WireException(Throwable cause) {
    super("something that couldn't be taken in: " + cause, cause);
  }
}
