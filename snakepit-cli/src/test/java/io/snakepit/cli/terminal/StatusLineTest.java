package io.snakepit.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatusLineTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void aLineThatStaysGoesAboveTheOneThatIsReplaced() {
    StatusLine line = new StatusLine(out, true);
    line.show("50%");
    line.println("hello");
    String shown = "\u001B[?7l50%\u001B[?7h";
    assertThat(text())
        .isEqualTo("\r\u001B[K" + shown + "\r\u001B[Khello" + System.lineSeparator() + shown);
  }

  @Test
  void aLineIsCutOffAtTheEdgeAndLeavesNoRowsBehind() { // only one row can be cleared
    StatusLine line = new StatusLine(out, true);
    line.show("longer than the terminal is wide");
    String noWrap = "\u001B[?7l";
    String wrap = "\u001B[?7h";
    assertThat(text()).isEqualTo("\r\u001B[K" + noWrap + "longer than the terminal is wide" + wrap);
  }

  @Test
  void withoutATerminalNothingButLinesIsWritten() {
    StatusLine line = new StatusLine(out, false);
    line.show("50%");
    line.println("hello");
    line.clear();
    assertThat(text()).isEqualTo("hello" + System.lineSeparator());
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
