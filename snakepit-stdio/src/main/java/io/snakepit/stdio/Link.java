package io.snakepit.stdio;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Carries bytes to and from one worker: one implementation for each carrier. Safe for use by
 * several threads.
 *
 * <p>What waits to be written is bounded without a limit here (S4): a CALL exists once for each
 * exchange that the pool lets be open, of HOST_REPLYs {@link io.snakepit.wire.WireConnection}
 * bounds how many wait, a CREDIT stands for items that have been consumed, CANCEL, PROBE and STOP
 * exist once at a time; and each fits the frame limit.
 */
interface Link {

  /** Begins to read. Called once, before all else. */
  void start();

  /**
   * Writes a frame, or puts it behind those that wait. Never blocks; drops it when the link is
   * closed or broken.
   *
   * @return where the frame ends, in bytes since the beginning
   */
  long send(OutgoingFrame frame);

  /** How many frames have yet to be written. */
  int waiting();

  /** The worker has read what was sent up to this place. */
  default void hasRead(long place) {}

  /** A call was sent whose caller is about to drive. */
  default void expectDriver() {}

  /** There is something to be read for which nobody drives. */
  default void attend() {}

  /**
   * Reads on the calling thread until done, or waits there for what another thread reads.
   *
   * @return what {@code done} says in the end; when false before the time has passed, somebody else
   *     reads
   */
  default boolean drive(BooleanSupplier done, long nanos) {
    return done.getAsBoolean();
  }

  /** Ends reading and writing and frees what is held. Never blocks; idempotent. */
  void close();

  /** Makes the link of one worker. */
  @FunctionalInterface
  interface Factory {

    /**
     * Makes it.
     *
     * @param inbound takes what is read, once the link has been started
     * @throws IOException when it can't be made
     */
    Link make(Inbound inbound) throws IOException;
  }
}
