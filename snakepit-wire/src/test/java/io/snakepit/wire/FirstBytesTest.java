package io.snakepit.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FirstBytesTest {

  private final FirstBytes bytes = new FirstBytes();

  @Test
  void whatIsNotPrintableIsEscaped() {
    add("a\"\\\n\r\t\u0000\u00e9~");

    assertThat(bytes.describe()).isEqualTo("\"a\\\"\\\\\\n\\r\\t\\x00\\xe9~\"");
  }

  @Test
  void theFirstEightyAreKept() {
    assertThat(bytes.isEmpty()).isTrue();

    add("x".repeat(79));
    add("yz");
    add("more");

    assertThat(bytes.describe()).isEqualTo("\"" + "x".repeat(79) + "y…\"");
  }

  @Test
  void theChunkIsLeftAsItIs() {
    ByteBuffer chunk = ByteBuffer.wrap(new byte[100]);

    bytes.add(chunk);

    assertThat(chunk.remaining()).isEqualTo(100);
  }

  private void add(String text) {
    bytes.add(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
  }
}
