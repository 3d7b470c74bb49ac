package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import io.snakepit.wire.FrameTooLargeException;
import io.snakepit.wire.MemoryOffer;
import io.snakepit.wire.Sharing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The frames that stand as files beside the wire's document, where both halves are tested. */
class VectorsTest {

  private static final Path FOLDER = Path.of("..", "docs", "protocol", "vectors");

  private final FrameEncoder encoder =
      new FrameEncoder(1 << 20, "limits.frame-bytes", Sharing.none());

  @Test
  void writesTheCall() throws Exception {
    CallHead head = new CallHead(7, 0, "add", "s", 1_000_000, true, 3, true, false, Map.of());

    assertThat(bytes(call(head, Payload.of("{}  ".getBytes(UTF_8)))))
        .isEqualTo(vector("good-call.hex"));
  }

  @Test
  void writesTheCallWithAttachments() throws Exception {
    CallHead head = new CallHead(8, 7, "f", "", 0, false, 1, false, false, Map.of("k", "é"));
    ByteBuffer body = ByteBuffer.wrap("{\"x\":{\"$bytes\":0}}".getBytes(UTF_8));
    ByteBuffer first = ByteBuffer.wrap(new byte[] {1, 2, 3});
    Payload arguments = new Payload(body, List.of(first, ByteBuffer.allocate(0)));

    assertThat(bytes(call(head, arguments))).isEqualTo(vector("good-call-with-attachments.hex"));
  }

  @Test
  void writesTheControlFrames() throws Exception {
    byte[] five = ByteBuffer.allocate(4).putInt(5).array();
    byte[] nine = ByteBuffer.allocate(8).putLong(9).array();
    Payload error = Payload.of("{}".getBytes(UTF_8));

    assertThat(
            bytes(
                FrameEncoder.withHead(FrameKind.CREDIT, 7, five),
                FrameEncoder.bare(FrameKind.CANCEL, 7),
                encoder.encode(FrameKind.HOST_REPLY, Flags.FAILED, 7, nine, error),
                FrameEncoder.bare(FrameKind.PROBE, 7),
                FrameEncoder.bare(FrameKind.STOP, 0)))
        .isEqualTo(vector("good-control.hex"));
  }

  @Test
  void writesTheHello() throws Exception {
    ByteBuffer offer = ByteBuffer.wrap("{\"protocol\":1,\"codecs\":[\"json\"]}".getBytes(UTF_8));

    assertThat(bytes(Hello.offer(offer))).isEqualTo(vector("good-hello.hex"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void writesWhatIsInMemory() throws Exception {
    CallHead head = new CallHead(9, 0, "f", "", 0, false, 1, false, false, Map.of());
    ByteBuffer body = ByteBuffer.wrap("{\"x\":{\"$bytes\":0}}".getBytes(UTF_8));
    ByteBuffer large = ByteBuffer.allocate(32_768);
    Payload arguments = new Payload(body, List.of(large, ByteBuffer.wrap(new byte[] {1, 2, 3})));
    try (WorkerMemory worker = WorkerMemory.sealed()) {
      Sharing sharing = new Sharing(new FakeRequest("w", Path.of("")), new FakeProcess(List.of()));
      assertThat(sharing.accept(worker.asOffer())).isTrue();
      FrameEncoder encoder = new FrameEncoder(1 << 20, "limits.frame-bytes", sharing);

      assertThat(
              bytes(FrameEncoder.bare(FrameKind.MEMORY_ANSWER, 0), call(encoder, head, arguments)))
          .isEqualTo(vector("memory-to-worker.hex"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void readsWhatIsInMemory() throws Exception {
    Sharing sharing = new Sharing(new FakeRequest("w", Path.of("")), new FakeProcess(List.of()));
    FrameDecoder decoder = new FrameDecoder(1 << 20, sharing);
    ByteBuffer input = ByteBuffer.wrap(vector("memory-to-jvm.hex"));

    assertThat(MemoryOfferReader.read(decoder.next(input)))
        .isEqualTo(new MemoryOffer(4711, 7, 1 << 20, "m"));
    try (WorkerMemory worker = WorkerMemory.sealed()) {
      worker.put(new byte[] {5, 6, 7});
      assertThat(sharing.accept(worker.asOffer())).isTrue();
      List<ByteBuffer> attachments = decoder.next(input).payload().attachments();
      assertThat(attachments.get(0).slice(0, 4))
          .isEqualTo(ByteBuffer.wrap(new byte[] {5, 6, 7, 0}));
      assertThat(attachments.get(0).remaining()).isEqualTo(40_000);
      assertThat(attachments.get(1)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    }
  }

  @Test
  void readsTheHelloOfAWorker() throws Exception {
    Frame frame =
        new FrameDecoder(1 << 20, Sharing.none()).next(ByteBuffer.wrap(vector("answer-hello.hex")));

    assertThat(UTF_8.decode(Hello.answer(frame)).toString())
        .isEqualTo("{\"protocol\":1,\"codec\":\"json\"}");
  }

  @Test
  void readsWhatAWorkerAnswers() throws Exception {
    assertThat(read("answers.hex"))
        .containsExactly(
            "STARTED 0 7 0 []",
            "ITEM 0 7 1 [0102]",
            "END 2 7 0 []",
            "FAILURE 6 8 2 []",
            "HOST_CALL 0 7 13 []",
            "PROBE_REPLY 0 7 0 []");
  }

  @Test
  void readsWhatACallSends() throws Exception {
    assertThat(read("answers-of-one-call.hex"))
        .containsExactly(
            "ITEM 3 9 1 []",
            "LOG 0 0 43 []",
            "LOG 0 10 43 []",
            "PROGRESS 0 10 10 []",
            "ITEM 1 10 1 []",
            "SETTLED 0 10 0 []");
  }

  private List<String> read(String name) throws Exception {
    FrameDecoder decoder = new FrameDecoder(1 << 20, Sharing.none());
    ByteBuffer input = ByteBuffer.wrap(vector(name));
    List<String> frames = new ArrayList<>();
    Frame frame;
    while ((frame = decoder.next(input)) != null) {
      Payload payload = frame.payload();
      frames.add(
          String.format(
              "%s %d %d %d %s",
              frame.kind(),
              frame.flags(),
              frame.call(),
              payload.body().remaining(),
              payload.attachments().stream().map(ByteBuffer::array).map(this::hex).toList()));
    }
    return frames;
  }

  private OutgoingFrame call(CallHead head, Payload arguments) throws FrameTooLargeException {
    return call(encoder, head, arguments);
  }

  private static OutgoingFrame call(FrameEncoder encoder, CallHead head, Payload arguments)
      throws FrameTooLargeException {
    byte[] headBytes = CallHeadWriter.write(head);
    int flags = CallHeadWriter.flags(head);
    return encoder.encode(FrameKind.CALL, flags, head.id(), headBytes, arguments);
  }

  private String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(OutgoingFrame... frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (OutgoingFrame frame : frames) {
      for (ByteBuffer part : frame.parts()) {
        Channels.newChannel(out).write(part);
      }
    }
    return out.toByteArray();
  }

  private static byte[] vector(String name) throws IOException {
    StringBuilder digits = new StringBuilder();
    for (String line : Files.readAllLines(FOLDER.resolve(name))) {
      digits.append(line.replaceFirst("#.*", "").replaceAll("\\s", ""));
    }
    return HexFormat.of().parseHex(digits);
  }
}
