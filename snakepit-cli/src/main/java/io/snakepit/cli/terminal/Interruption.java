package io.snakepit.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C does: the command's thread is interrupted, which cancels its call down to the running
 * Python code, and the JVM waits until it has closed its workers. The exit status is then the
 * signal's, 130.
 */
public final class Interruption {

  /** More than cancelling, killing and stopping take together. */
  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch ended = new CountDownLatch(1);

  private volatile boolean begun;

  private Interruption() {}

  /** Lets Ctrl-C, or another request to end the process, interrupt a thread. */
  public static Interruption of(Thread thread) {
    Interruption interruption = new Interruption();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interruption.interrupt(thread), "interruption"));
    return interruption;
  }

  private void interrupt(Thread thread) {
    if (ended.getCount() == 0) {
      return;
    }
    begun = true;
    thread.interrupt();
    try {
      ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process is to end, and the thread was interrupted for it. */
  public boolean hasBegun() {
    return begun;
  }

  /** States that the thread has done its work, and that the process may end. */
  public void ended() {
    ended.countDown();
  }
}
