package io.snakepit.core.contents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Loggers that workers name. */
class WorkerLoggersTest {

  private final WorkerLoggers loggers = new WorkerLoggers(2);

  @Test
  void thereAreNoMoreThanSoMany() {
    assertThat(loggers.named("one").getName()).isEqualTo("snakepit.worker.one");
    assertThat(loggers.named("two").getName()).isEqualTo("snakepit.worker.two");
    assertThat(loggers.named("three").getName()).isEqualTo("snakepit.worker");
    assertThat(loggers.named("one").getName()).isEqualTo("snakepit.worker.one");
  }

  @Test
  void aNameThatIsNoNameIsNotKept() {
    assertThat(loggers.named("a.".repeat(1000)).getName()).isEqualTo("snakepit.worker");
    assertThat(loggers.named("").getName()).isEqualTo("snakepit.worker");
  }
}
