package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.batch;
import static io.snakepit.stdio.WireWriter.frame;
import static io.snakepit.stdio.WireWriter.item;
import static io.snakepit.stdio.WireWriter.log;
import static io.snakepit.stdio.WireWriter.result;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.wire.Sharing;
import io.snakepit.wire.WireException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {

  private static final int LIMIT = 1 << 16;

  private final FrameDecoder decoder = new FrameDecoder(LIMIT, Sharing.none());

  @Test
  void readsKindFlagsCallBodyAndAttachments() throws Exception {
    byte[] bytes = frame(0x83, 3, -2, "body".getBytes(UTF_8), new byte[] {1, 2}, new byte[0]);

    Frame frame = decode(bytes).get(0);

    assertThat(frame.kind()).isEqualTo(FrameKind.ITEM);
    assertThat(frame.flags()).isEqualTo(3);
    assertThat(frame.call()).isEqualTo(-2);
    assertThat(UTF_8.decode(frame.payload().body()).toString()).isEqualTo("body");
    assertThat(frame.payload().attachments())
        .containsExactly(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.allocate(0));
  }

  @Test
  void readsTheSameFramesHoweverTheBytesAreDealtOut() throws Exception {
    byte[] bytes =
        batch(
            item(1, "a"),
            frame(0x83, 0, 2, new byte[0], new byte[300], new byte[0], new byte[1]),
            log(0, "x".repeat(2000)),
            result(1, ""));
    List<Frame> whole = decode(bytes);
    Random random = new Random(1);
    for (int most : new int[] {1, 2, 7, 16, 17, 1000}) {
      List<Frame> frames = new ArrayList<>();
      int position = 0;
      while (position < bytes.length) {
        int count = Math.min(1 + random.nextInt(most), bytes.length - position);
        collect(ByteBuffer.wrap(bytes, position, count), frames);
        position += count;
      }
      assertThat(frames).isEqualTo(whole).hasSize(4);
    }
  }

  @Test
  void givesEachPartAnArrayOfItsOwn() throws Exception {
    ByteBuffer input = ByteBuffer.wrap(frame(0x83, 0, 1, new byte[] {1}, new byte[] {2, 3}));
    Frame frame = decoder.next(input);
    input.clear().put(new byte[input.capacity()]);

    assertThat(frame.payload().body().array()).containsExactly(1);
    assertThat(frame.payload().attachments().get(0).array()).containsExactly(2, 3);
  }

  @Test
  void acceptsAFrameOfExactlyTheLimit() throws Exception {
    assertThat(decode(frame(0x83, 0, 1, new byte[LIMIT - 12]))).hasSize(1);
  }

  @Test
  void refusesAFrameBeyondTheLimitByItsLengthAlone() {
    byte[] bytes = frame(0x83, 0, 1, new byte[LIMIT - 11]);

    assertThatThrownBy(() -> decoder.next(ByteBuffer.wrap(bytes, 0, 4)))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("65537");
  }

  @Test
  void takesTheLengthAsUnsigned() {
    assertThatThrownBy(() -> decoder.next(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1})))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("4294967295");
  }

  @Test
  void saysThatALengthLooksLikeText() {
    assertDamage(
        "Use of uninitialized value\n".getBytes(UTF_8),
        "a frame of 1433625888 bytes, the limit is 65536; it looks like text, \"Use of"
            + " uninitial\"");
    assertDamage("oh\r\n".getBytes(UTF_8), "looks like text, \"oh\\r\\n\"");
    assertThatThrownBy(() -> decode(new byte[] {'U', 's', 'e', 0}))
        .hasMessageEndingWith("the limit is 65536");
  }

  @Test
  void refusesAFrameShorterThanItsOwnPrefix() {
    assertDamage(new byte[] {0, 0, 0, 11}, "11 bytes");
  }

  @Test
  void refusesUnknownKindsAndThoseThatOnlyTheJvmSends() {
    assertDamage(frame(0x8C, 0, 1, ""), "0x8C");
    assertDamage(frame(0x02, 0, 1, ""), "0x02");
  }

  @Test
  void refusesFlagsThatTheKindDoesNotDefine() {
    assertDamage(frame(0x86, 2, 1, ""), "SETTLED with the flags 2");
    assertDamage(frame(0x84, 1, 1, ""), "END with the flags 1");
  }

  @Test
  void refusesATableThatIsLargerThanTheFrame() {
    byte[] bytes = frame(0x83, 0, 1, "abc");
    bytes[7] = 1;
    assertDamage(bytes, "table");
  }

  @Test
  void refusesAttachmentsThatAreLargerThanTheFrame() {
    byte[] bytes = frame(0x83, 0, 1, "abcd".getBytes(UTF_8), new byte[0], new byte[0]);
    bytes[16] = 127;
    assertDamage(bytes, "attachments");
    bytes[16] = 0;
    bytes[19] = 5;
    assertDamage(bytes, "attachments");
  }

  @Test
  void randomBytesAreFramesOrDamageAndNothingElse() {
    Random random = new Random(20_240_501);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      makePlausible(bytes, random);
      try {
        assertThat(decode(bytes)).hasSizeLessThanOrEqualTo(bytes.length / 16);
      } catch (WireException damage) {
        assertThat(damage).hasMessageStartingWith("a");
      }
    }
  }

  /** Most random bytes fail at the length; these get further. */
  private static void makePlausible(byte[] bytes, Random random) {
    if (bytes.length >= 16) {
      ByteBuffer.wrap(bytes).putInt(12 + random.nextInt(64));
      bytes[4] = (byte) (0x80 + random.nextInt(12));
      bytes[5] = (byte) random.nextInt(2);
      bytes[6] = 0;
      bytes[7] = (byte) random.nextInt(4);
    }
    for (int i = 16; i < Math.min(28, bytes.length); i++) {
      bytes[i] = (byte) (i % 4 == 3 ? random.nextInt(8) : 0);
    }
  }

  private static void assertDamage(byte[] bytes, String message) {
    assertThatThrownBy(() -> decode(bytes))
        .isInstanceOf(WireException.class)
        .hasMessageContaining(message);
  }

  private static List<Frame> decode(byte[] bytes) throws WireException {
    return new FrameDecoderTest().collect(ByteBuffer.wrap(bytes), new ArrayList<>());
  }

  private List<Frame> collect(ByteBuffer input, List<Frame> frames) throws WireException {
    Frame frame;
    while ((frame = decoder.next(input)) != null) {
      frames.add(frame);
    }
    assertThat(input.hasRemaining()).isFalse();
    return frames;
  }
}
