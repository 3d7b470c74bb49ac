package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptHookTest {

  private final CountDownLatch runs = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);

  /** What it runs may wait for room in the pipe, which only who leaves can make. */
  @Test
  void whoLeavesDoesNotWaitForWhatItRuns() throws Exception {
    InterruptHook hook = new InterruptHook(this::waitUntilLeft);
    Thread reader =
        new Thread(
            () -> {
              hook.enter();
              awaitUninterruptibly(runs);
              hook.leave();
              left.countDown();
            });
    reader.start();
    Thread interrupter = new Thread(() -> interruptOnceInside(hook, reader));
    interrupter.setDaemon(true);
    interrupter.start();

    assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private void waitUntilLeft() {
    runs.countDown();
    awaitUninterruptibly(left);
  }

  private static void interruptOnceInside(InterruptHook hook, Thread reader) {
    while (hook.isOpen()) {
      reader.interrupt();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean over = false;
    while (!over) {
      try {
        over = latch.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        // Not what is waited for.
      }
    }
  }
}
