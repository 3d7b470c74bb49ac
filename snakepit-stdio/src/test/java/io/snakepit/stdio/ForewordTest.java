package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.wire.WireException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ForewordTest {

  private final Foreword foreword = new Foreword("w");

  @Test
  void whatComesBeforeTheFirstFrameIsSkippedHoweverItIsDealtOut() throws Exception {
    assertThat(skipped("activating é".getBytes(UTF_8))).isEmpty();
    assertThat(skipped("\nready\n".getBytes(UTF_8))).isEmpty();
    assertThat(skipped(new byte[] {'!', '\n', 0, 0, 7, 'x'})).containsExactly(0, 0, 7, 'x');
  }

  @Test
  void afterThatNothingIs() throws Exception {
    skipped(new byte[] {0});

    assertThat(skipped("text".getBytes(UTF_8))).isEqualTo("text".getBytes(UTF_8));
  }

  @Test
  void whereNothingIsPrintedNothingIsSkipped() throws Exception {
    assertThat(skipped(WireWriter.hello("json"))).isEqualTo(WireWriter.hello("json"));
  }

  @Test
  void textWithoutEndIsNoForeword() throws Exception {
    byte[] line = "x".repeat(60_000).getBytes(UTF_8);
    assertThat(skipped(line)).isEmpty();

    assertThatThrownBy(() -> skipped(line))
        .isInstanceOf(WireException.class)
        .hasMessage("text instead of its hello");
  }

  private byte[] skipped(byte[] bytes) throws WireException {
    ByteBuffer chunk = ByteBuffer.wrap(bytes);
    foreword.skip(chunk);
    byte[] rest = new byte[chunk.remaining()];
    chunk.get(rest);
    return rest;
  }
}
