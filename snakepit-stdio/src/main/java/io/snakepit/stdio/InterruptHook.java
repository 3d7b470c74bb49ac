package io.snakepit.stdio;

import io.snakepit.wire.Reminders;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Runs something when the thread that is between {@link #enter} and {@link #leave} is interrupted,
 * once; after that it isn't {@linkplain #isOpen open} any more, and of no use.
 *
 * <p>This is how the JDK has an interrupt end what a thread does in the system: to end it means to
 * close the channel there, but nothing has to be one.
 *
 * <p>Who interrupts does so under a lock that {@link #leave} takes. So it only has another thread
 * run what may have to wait for whoever leaves.
 */
final class InterruptHook extends AbstractInterruptibleChannel {

  private final Runnable onInterrupt;

  /**
   * Creates it.
   *
   * @param onInterrupt is run by a thread of all workers together
   */
  InterruptHook(Runnable onInterrupt) {
    this.onInterrupt = onInterrupt;
  }

  void enter() {
    begin();
  }

  /** The flag of an interrupt that came stays set. */
  void leave() {
    try {
      end(true);
    } catch (AsynchronousCloseException e) {
      // It ran.
    }
  }

  @Override
  protected void implCloseChannel() {
    Reminders.schedule(0, onInterrupt);
  }
}
