package io.snakepit.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void inALogFileItIsALineAtEachQuarter() {
    try (ProgressBar bar = new ProgressBar(new StatusLine(out, false), "training", 40)) {
      for (int done = 0; done <= 40; done++) {
        bar.update(done, "note " + done);
      }
    }
    assertThat(text().lines())
        .containsExactly(
            "  training  25%  note 10",
            "  training  50%  note 20", "  training  75%  note 30", "  training 100%  note 40");
  }

  @Test
  void oneGreatStepIsOneLine() {
    try (ProgressBar bar = new ProgressBar(new StatusLine(out, false), "training", 2)) {
      bar.update(2, "");
    }
    assertThat(text().lines()).containsExactly("  training 100%");
  }

  @Test
  void onATerminalItFillsAndIsTakenAway() {
    StatusLine line = new StatusLine(out, true);
    try (ProgressBar bar = new ProgressBar(line, "training", 4)) {
      bar.update(0, "");
      assertThat(text()).endsWith("training ▕" + " ".repeat(28) + "▏  0%");
      bar.update(2, "half");
      assertThat(text()).endsWith("▕" + "█".repeat(14) + " ".repeat(14) + "▏ 50%  half");
      bar.update(4, "all");
      assertThat(text()).endsWith("▕" + "█".repeat(28) + "▏100%  all");
    }
    assertThat(text()).endsWith("\r\u001B[K").doesNotContain("\n");
  }

  /** What was written, but for the orders to wrap or not. */
  private String text() {
    return written.toString(StandardCharsets.UTF_8).replaceAll("\u001B\\[\\?7[lh]", "");
  }
}
