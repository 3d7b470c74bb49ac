package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputTailTest {

  private final OutputTail tail = new OutputTail();

  @Test
  void keepsTheLastLinesAndTheUnfinishedOne() {
    append("one\n\ntw");
    append("o\r\nthree");

    assertThat(tail.lines()).containsExactly("one", "two", "three");
  }

  @Test
  void forgetsTheOldestLines() {
    for (int i = 0; i < 1000; i++) {
      append(i + "\n");
    }

    assertThat(tail.lines()).hasSize(100).startsWith("900").endsWith("999");
  }

  @Test
  void cutsLinesThatNeverEnd() {
    append("x".repeat(1_000_000));

    assertThat(tail.lines()).singleElement().satisfies(line -> assertThat(line).hasSize(2000));
  }

  private void append(String text) {
    tail.append(text.toCharArray(), text.length());
  }
}
