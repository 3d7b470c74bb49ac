package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import io.snakepit.wire.FrameTooLargeException;
import io.snakepit.wire.Sharing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {

  private static final byte[] NO_HEAD = {};

  private final FrameEncoder encoder =
      new FrameEncoder(1 << 20, "limits.frame-bytes", Sharing.none());

  @Test
  void laysACallOutAsTheDocumentSays() throws Exception {
    CallHead head =
        new CallHead(7, 3, "add", "s1", 1_000_000, true, 5, true, false, Map.of("k", "vé"));
    OutgoingFrame frame =
        encoder.encode(
            FrameKind.CALL,
            CallHeadWriter.flags(head),
            head.id(),
            CallHeadWriter.write(head),
            new Payload(utf8("{}"), List.of(utf8("xyz"))));

    String expected =
        "0000003c" // length
            + "02" // CALL
            + "03" // STREAM, ANNOUNCE
            + "0001" // attachments
            + "0000000000000007" // call
            + "00000003" // length of the attachment
            + "0000000000000003" // parent
            + "00000000000f4240" // budget
            + "00000005" // credit
            + "0003" // bytes of the tool's name
            + "0002" // bytes of the session's key
            + "0001" // pairs
            + "616464" // add
            + "7331" // s1
            + "00016b" // k
            + "000376c3a9" // vé
            + "7b7d" // {}
            + "78797a"; // xyz
    assertThat(HexFormat.of().formatHex(bytes(frame))).isEqualTo(expected);
  }

  @Test
  void anOrdinaryFrameIsOnePiece() throws Exception {
    Payload payload = new Payload(utf8("body"), List.of(utf8("a"), utf8("b")));

    OutgoingFrame frame = encoder.encode(FrameKind.HOST_REPLY, 0, 1, NO_HEAD, payload);

    assertThat(frame.parts()).hasSize(1);
  }

  @Test
  void largePartsAreReferredToAndSmallOnesBetweenThemCopiedTogether() throws Exception {
    byte[] large = new byte[100_000];
    large[99_999] = 1;
    Payload payload =
        new Payload(
            utf8("body"),
            List.of(utf8("a"), ByteBuffer.wrap(large), utf8("b"), utf8("c"), direct(large)));

    OutgoingFrame frame = encoder.encode(FrameKind.HOST_REPLY, 0, 1, NO_HEAD, payload);

    assertThat(frame.parts()).hasSize(4);
    assertThat(frame.parts().get(1).array()).isSameAs(large);
    WireReader.Received received = read(frame);
    assertThat(received.text()).isEqualTo("body");
    assertThat(received.attachments())
        .containsExactly(bytes("a"), large, bytes("b"), bytes("c"), large);
  }

  @Test
  void leavesThePayloadAsItIs() throws Exception {
    Payload payload = new Payload(utf8("body"), List.of(ByteBuffer.allocate(100_000)));

    bytes(encoder.encode(FrameKind.HOST_REPLY, 0, 1, NO_HEAD, payload));

    assertThat(payload.size()).isEqualTo(100_004);
  }

  @Test
  void refusesWhatExceedsTheFrameLimitByOneByte() throws Exception {
    FrameEncoder small = new FrameEncoder(1024, "limits.frame-bytes", Sharing.none());
    Payload fits = Payload.of(new byte[1024 - 12]);
    Payload exceeds = Payload.of(new byte[1024 - 11]);

    assertThat(small.encode(FrameKind.CALL, 0, 1, NO_HEAD, fits).size()).isEqualTo(1028);
    assertThatThrownBy(() -> small.encode(FrameKind.CALL, 0, 1, NO_HEAD, exceeds))
        .isInstanceOf(FrameTooLargeException.class)
        .hasMessage("the message takes 1025 bytes, the limit is 1024 (limits.frame-bytes)");
  }

  @Test
  void refusesMoreAttachmentsThanTheFieldHolds() {
    Payload payload = new Payload(utf8(""), Collections.nCopies(65_536, ByteBuffer.allocate(0)));

    assertThatThrownBy(() -> encoder.encode(FrameKind.CALL, 0, 1, NO_HEAD, payload))
        .isInstanceOf(FrameTooLargeException.class)
        .hasMessage("the message has 65536 attachments, the limit is 65535 (a bound of the wire)");
  }

  @Test
  void refusesTextsThatTheirFieldsDoNotHold() {
    CallHead head =
        new CallHead(1, 0, "t", "s".repeat(65_536), 0, false, 1, false, false, Map.of());

    assertThatThrownBy(() -> CallHeadWriter.write(head))
        .isInstanceOf(FrameTooLargeException.class)
        .hasMessageContaining("session's key");
  }

  private static byte[] bytes(OutgoingFrame frame) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (ByteBuffer part : frame.parts()) {
      Channels.newChannel(out).write(part);
    }
    assertThat(out.size()).isEqualTo((int) frame.size());
    return out.toByteArray();
  }

  private static WireReader.Received read(OutgoingFrame frame) throws Exception {
    return new WireReader(Channels.newChannel(new ByteArrayInputStream(bytes(frame)))).read();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(bytes(text));
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
