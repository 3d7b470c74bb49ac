package io.snakepit.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProcessExitTest {

  @Test
  void isSaidInWords() {
    assertThat(new ProcessExit(OptionalInt.of(3), null).describe())
        .isEqualTo("exited with status 3");
    assertThat(new ProcessExit(OptionalInt.empty(), "SIGSEGV").describe())
        .isEqualTo("was killed by SIGSEGV");
    assertThat(new ProcessExit(OptionalInt.empty(), null).describe())
        .isEqualTo("ended with an unknown status");
  }
}
