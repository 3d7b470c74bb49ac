package io.snakepit.stdio;

import io.snakepit.spi.Payload;

/**
 * A frame that was read.
 *
 * @param kind what it says
 * @param flags the bits that its kind defines
 * @param call the call it belongs to, 0 for none
 * @param payload its content; starts with the head for kinds that have one
 */
record Frame(FrameKind kind, int flags, long call, Payload payload) {

  /** Whether it tells what became of its call. */
  boolean isOutcome() {
    return kind == FrameKind.ITEM
        ? has(Flags.LAST)
        : kind == FrameKind.END || kind == FrameKind.FAILURE;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
