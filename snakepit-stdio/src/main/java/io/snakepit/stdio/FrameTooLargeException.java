package io.snakepit.stdio;

/** A message can't be sent because a field of the wire or the frame limit doesn't hold it. */
final class FrameTooLargeException extends Exception {

  private static final long serialVersionUID = 1L;

  FrameTooLargeException(String what, long size, long limit, String name) {
    super(what + " takes " + size + ", the limit is " + limit + " (" + name + ")");
  }
}
