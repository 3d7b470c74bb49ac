package io.snakepit.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineCutterTest {

  private final List<String> lines = new ArrayList<>();
  private final LineCutter cutter = new LineCutter(lines::add);

  private void take(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    cutter.take(bytes, bytes.length);
  }

  @Test
  void linesMayArriveInPieces() {
    take("one\ntw");
    take("o\n\nthree");
    assertThat(lines).containsExactly("one", "two", "");

    cutter.end();
    cutter.end();
    assertThat(lines).containsExactly("one", "two", "", "three");
  }

  @Test
  void aCharacterMayArriveInPieces() {
    byte[] bytes = "é\n".getBytes(StandardCharsets.UTF_8);
    cutter.take(new byte[] {bytes[0]}, 1);
    cutter.take(new byte[] {bytes[1], bytes[2]}, 2);

    assertThat(lines).containsExactly("é");
  }

  @Test
  void bytesThatAreNotUtf8AreReplaced() {
    cutter.take(new byte[] {'a', (byte) 0xff, 'b', '\n'}, 4);

    assertThat(lines).containsExactly("a\ufffdb");
  }

  @Test
  void aLongLineIsCutAndSaysHowMuchIsMissing() {
    take("x".repeat(8192 + 10) + "\nnext\n");

    assertThat(lines).containsExactly("x".repeat(8192) + "… (10 more bytes)", "next");
  }

  @Test
  void aProgressBarIsOneLine() {
    take("10 %\r20 %\r");
    take("30 %\r\ndone\r\n");

    assertThat(lines).containsExactly("30 %", "done");
  }
}
