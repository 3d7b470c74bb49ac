package io.snakepit.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that don't end. */
@Timeout(60)
class HeldUpTimerTest {

  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void theNextOnesGoOn() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    try (SystemTimer timer = new SystemTimer(TimeUnit.MILLISECONDS.toNanos(1))) {
      for (int i = 0; i < 3; i++) {
        timer.schedule(i, () -> awaitQuietly(over));
      }
      timer.schedule(3, done::countDown);
      assertThat(done.await(40, TimeUnit.SECONDS)).isTrue();
    } finally {
      over.countDown();
    }
  }

  @Test
  void thoseThatEndRunOneAfterTheOther() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(500);
    try (SystemTimer timer = new SystemTimer(TimeUnit.DAYS.toNanos(1))) { // busy, not held up
      for (int i = 0; i < 500; i++) {
        timer.schedule(
            0,
            () -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              LockSupport.parkNanos(1_000); // lets in the other thread, which isn't to be
              inside.decrementAndGet();
              done.countDown();
            });
      }
      assertThat(done.await(40, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most).hasValue(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
