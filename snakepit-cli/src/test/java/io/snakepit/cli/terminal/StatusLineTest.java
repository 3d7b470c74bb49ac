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
    assertThat(text()).isEqualTo("\r\u001B[K50%\r\u001B[Khello" + System.lineSeparator() + "50%");
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
