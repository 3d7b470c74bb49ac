package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeadTest {

  private static final long LONG = TimeUnit.SECONDS.toNanos(30);

  private final CyclicBarrier steps = new CyclicBarrier(2);
  private final CountDownLatch asking = new CountDownLatch(1);
  private final CountDownLatch mayAsk = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CompletableFuture<Boolean> keepsNext = new CompletableFuture<>();
  private final Lead lead = new Lead(this::isNeeded, asked::countDown);
  private final Thread ioThread = new Thread(this::takeTwoTurns);
  private final Thread driver = new Thread(this::drive);
  private volatile boolean needed;

  /** Who asked would wait for the lead in vain. */
  @Test
  void theIoThreadStepsBackForWhoAskedWhileItWasAboutToTakeTheLead() throws Exception {
    ioThread.start();
    step(); // it leads
    driver.start();
    awaitLatch(asking); // because the I/O thread leads
    step();
    step(); // it doesn't lead any more
    assertThat(lead.enter(LONG)).isTrue();
    needed = true; // so that the I/O thread doesn't linger
    step();
    await().until(() -> ioThread.getState() == Thread.State.WAITING); // for the lead
    needed = false;
    mayAsk.countDown();
    awaitLatch(asked);
    lead.leave();

    assertThat(keepsNext.get(30, TimeUnit.SECONDS)).isFalse();
  }

  private void takeTwoTurns() {
    lead.beIoThread();
    lead.awaitTurn();
    step();
    step();
    lead.endTurn();
    step();
    step();
    lead.awaitTurn();
    keepsNext.complete(lead.keeps());
    lead.endTurn();
  }

  private void drive() {
    if (lead.enter(LONG)) {
      lead.leave();
    }
  }

  private boolean isNeeded() {
    if (Thread.currentThread() == driver) {
      asking.countDown();
      awaitLatch(mayAsk);
    }
    return needed;
  }

  private void step() {
    try {
      steps.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
