package io.snakepit.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void theShareThatIsDone() {
    assertThat(new Progress(3, 4, null).fraction()).hasValue(0.75);
    assertThat(new Progress(0, 4, "begins").fraction()).hasValue(0);
  }

  @Test
  void withoutATotalThereIsNoShare() {
    assertThat(new Progress(3, 0, null).fraction()).isEmpty();
    assertThat(new Progress(3, -1, null).fraction()).isEmpty();
    assertThat(new Progress(3, Double.NaN, null).fraction()).isEmpty();
  }
}
