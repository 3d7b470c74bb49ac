package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Obituary;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The lines of a dead worker are in the log once: they were logged when they came. */
class LoggedObituaryTest {

  @Test
  void manyLastWordsAreNotLoggedAgain() {
    assertThat(LoggedObituary.text(obituary(17)))
        .isEqualTo(
            "worker w-1 was killed by SIGSEGV while running add (age 2.0 s, 4 calls); its last"
                + " words: the 17 lines that snakepit.worker has logged");
  }

  @Test
  void fewAre() {
    Obituary obituary = obituary(3);
    assertThat(LoggedObituary.text(obituary)).isEqualTo(obituary.text()).contains("\n    line");
  }

  @Test
  void noneAreNone() {
    assertThat(LoggedObituary.text(obituary(0))).endsWith("no last words");
  }

  private static Obituary obituary(int lines) {
    return new Obituary(
        "w-1",
        "was killed by SIGSEGV",
        OptionalInt.empty(),
        "SIGSEGV",
        Collections.nCopies(lines, "line"),
        List.of("add"),
        Duration.ofSeconds(2),
        4,
        OptionalLong.empty());
  }
}
