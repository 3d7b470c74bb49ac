package io.snakepit.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The clock of a JVM's Snakepits. */
class SystemTimerTest {

  @Test
  void aDeadlineMeansTheSameToEachOfThem() {
    try (SystemTimer older = new SystemTimer()) {
      while (older.nanoTime() < Duration.ofMillis(10).toNanos()) {
        Thread.onSpinWait();
      }
      try (SystemTimer younger = new SystemTimer()) {
        long before = older.nanoTime();
        long now = younger.nanoTime();
        assertThat(now).isBetween(before, older.nanoTime());
      }
    }
  }
}
