package io.snakepit.python;

/** A candidate is no interpreter to use; the message says why, in one line. */
final class UnusableInterpreterException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableInterpreterException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
