package io.snakepit.stdio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/**
 * What is read from one worker, and passed on. For who has the {@link Lead}, but for the wake-up.
 */
interface Source {

  /** In the place of nanoseconds: without a bound, and deaf to interrupts. */
  long FOREVER = -1;

  /**
   * Reads what is there, without waiting.
   *
   * @return whether there was anything
   * @throws EOFException when nothing more will come
   * @throws IOException when it can't be read
   */
  boolean poll() throws IOException;

  /**
   * Waits for something to read and reads it. Returns early, and perhaps for nothing, when it is
   * woken; unless that is {@link #FOREVER}, also when this thread is interrupted.
   *
   * @param nanos how long to wait at most
   * @throws EOFException when nothing more will come
   * @throws ClosedChannelException when it was closed meanwhile
   * @throws IOException when it can't be read
   */
  void await(long nanos) throws IOException;

  /** Whether there is something to be done that {@link #poll} doesn't. */
  default boolean mustAwait() {
    return false;
  }

  /** Makes who waits return, or who comes next. Called on any thread. */
  void wakeUp();

  /** Nobody reads any more. */
  default void close() {}
}
