package com.example.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaterTest {

  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final CountDownLatch runs = new CountDownLatch(3);

  private void run() {
    runs.countDown();
    if (runs.getCount() == 0) {
      done.complete(null);
    }
  }

  @Test
  void whatMayBeLostIsRepeated() throws Exception {
    Later.until(done, Duration.ofMillis(1), this::run);

    assertTrue(runs.await(30, TimeUnit.SECONDS));
  }

  @Test
  void whatIsDoneNeedsNothing() {
    done.complete(null);

    Later.until(done, Duration.ofMillis(1), this::run);

    assertEquals(3, runs.getCount());
  }
}
