package io.snakepit.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.core.time.ManualTimer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Those who are in an adapter when their call has settled. */
@Timeout(60)
class AdapterVisitsTest {

  private final ManualTimer timer = new ManualTimer();
  private final AdapterVisits visits = new AdapterVisits();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void whoIsHeldUpIsGotOutAndKnowsNothingOfIt() throws InterruptedException {
    CompletableFuture<Boolean> driver = CompletableFuture.supplyAsync(this::drive);
    entered.await();

    visits.endSoon(timer);
    timer.turn(Duration.ofMillis(999));
    assertThat(driver).isNotDone();
    timer.turn(Duration.ofMillis(1));

    assertThat(driver.join()).isFalse();
  }

  @Test
  void whoLeavesInTimeLeavesNothingBehind() throws InterruptedException {
    CompletableFuture<Boolean> driver = CompletableFuture.supplyAsync(this::drive);
    entered.await();

    visits.endSoon(timer);
    over.countDown();
    driver.join();

    assertThat(timer.isSet()).isFalse();
  }

  @Test
  void whoTellsTheEndIsNotHeldUp() {
    visits.enterDrive();

    visits.endSoon(timer);

    assertThat(timer.isSet()).isFalse();
  }

  /** Gives whether its thread is interrupted after it. */
  private boolean drive() {
    visits.enterDrive();
    entered.countDown();
    try {
      over.await();
    } catch (InterruptedException gotOut) {
      Thread.currentThread().interrupt();
    } finally {
      visits.leaveDrive();
    }
    return Thread.currentThread().isInterrupted();
  }
}
