package io.snakepit.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {

  @Test
  void oneIsNoPlural() {
    assertThat(Counts.of(1, "call")).isEqualTo("1 call");
    assertThat(Counts.of(0, "call")).isEqualTo("0 calls");
    assertThat(Counts.of(2, "call")).isEqualTo("2 calls");
    assertThat(Counts.of(2, "process")).isEqualTo("2 processes");
  }
}
