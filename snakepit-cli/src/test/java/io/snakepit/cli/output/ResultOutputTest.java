package io.snakepit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultOutputTest {

  @Test
  void eachValueIsOneLine() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ResultOutput output = new ResultOutput(written);
    output.print(List.of("é\n"));
    output.print(null);
    output.printLine("text");
    assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("[\"é\\n\"]\nnull\ntext\n");
  }

  @Test
  void aReaderThatHasGoneIsToldFromAFullDisk() {
    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> new ResultOutput(failing("Broken pipe")).print(1L))
        .matches(OutputException::isReaderGone);
    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> new ResultOutput(failing("No space left on device")).print(1L))
        .matches(failure -> !failure.isReaderGone())
        .withMessageContaining("No space left on device");
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
