package io.snakepit.stdio;

import java.io.IOException;

/**
 * Keeps a caller's interrupt from a channel: an interruptible channel closes itself when a thread
 * with its flag set uses it, and one caller's interrupt must not cost the worker its connection.
 */
final class Interrupts {

  private Interrupts() {}

  /** Does something with a channel, with the thread's interrupt flag put aside for so long. */
  static int aside(ChannelAction action) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return action.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A read or write. */
  @FunctionalInterface
  interface ChannelAction {
    int run() throws IOException;
  }
}
