package io.snakepit.cli.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something that tells nobody when it happens. */
final class Waiting {

  private static final long PAUSE_MILLIS = 20;

  private Waiting() {}

  /**
   * Looks again and again.
   *
   * @return whether it happened in time
   */
  static boolean until(BooleanSupplier happened, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return true;
  }
}
