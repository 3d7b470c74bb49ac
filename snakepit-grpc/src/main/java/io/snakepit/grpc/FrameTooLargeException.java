package io.snakepit.grpc;

/** A message exceeds the pool's frame limit. */
final class FrameTooLargeException extends Exception {

  private static final long serialVersionUID = 1L;

  FrameTooLargeException(long size, int limit) {
    super("the message has " + size + " bytes; limits.frameBytes allows " + limit);
  }
}
