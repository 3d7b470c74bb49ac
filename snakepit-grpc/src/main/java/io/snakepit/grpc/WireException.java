package io.snakepit.grpc;

/** What a worker sent can't be from one that speaks this wire. */
final class WireException extends Exception {

  private static final long serialVersionUID = 1L;

  WireException(String message) {
    super(message);
  }

  WireException(Throwable cause) {
    super("something that can't be taken in: " + cause, cause);
  }

  WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
