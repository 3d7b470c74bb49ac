package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.batch;
import static io.snakepit.stdio.WireWriter.end;
import static io.snakepit.stdio.WireWriter.frame;
import static io.snakepit.stdio.WireWriter.hello;
import static io.snakepit.stdio.WireWriter.item;
import static io.snakepit.stdio.WireWriter.probeReply;
import static io.snakepit.stdio.WireWriter.result;
import static io.snakepit.stdio.WireWriter.settled;
import static io.snakepit.stdio.WireWriter.started;
import static io.snakepit.stdio.WireWriter.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.LimitConfig;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerLoss;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class DamageTest {

  /** Call 1 is unary, call 2 a stream with credit for one item. */
  static Stream<Arguments> damages() {
    return Stream.of(
        Arguments.of("nonsense", new byte[] {1, 2, 3, 4, 5}, "a frame of 16909060 bytes"),
        Arguments.of("an oversize frame", frame(0x83, 3, 1, new byte[5000]), "limit is 4096"),
        Arguments.of("a second hello", hello("json"), "HELLO_ANSWER for no open call"),
        Arguments.of("an unknown call", result(9, ""), "ITEM for no open call (call 9)"),
        Arguments.of("a call that settled", batch(result(1, ""), result(1, "")), "no open call"),
        Arguments.of("two outcomes", batch(frame(0x83, 1, 1, ""), end(1)), "second outcome"),
        Arguments.of("SETTLED without outcome", settled(1), "SETTLED before the outcome"),
        Arguments.of("STARTED twice", batch(started(1), started(1)), "that has started"),
        Arguments.of("STARTED late", batch(item(2, ""), started(2)), "that has started"),
        Arguments.of("END of a unary call", end(1), "END for a call that isn't a stream"),
        Arguments.of("more items of a unary call", item(1, ""), "must be the last"),
        Arguments.of("too many items", batch(item(2, ""), item(2, "")), "without credit"),
        Arguments.of("SETTLED amid a stream", frame(0x83, 2, 2, ""), "must be the last"),
        Arguments.of("withdrawing late", batch(started(1), withdrawn(1)), "WITHDRAWN"),
        Arguments.of("a host call without head", frame(0x87, 0, 1, "abc"), "without its head"),
        Arguments.of("a host call cut short", frame(0x87, 0, 1, "12345678\0\7abc"), "is cut short"),
        Arguments.of("a host tool's name of no text", badName(), "whose name isn't UTF-8"),
        Arguments.of("an unasked probe reply", probeReply(1), "an answer to no probe"));
  }

  /** Two bytes that aren't UTF-8. */
  private static byte[] badName() {
    return frame(0x87, 0, 1, new byte[] {0, 0, 0, 0, 0, 0, 0, 9, 0, 2, (byte) 0xC3, 0x28});
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void endsTheWorkerAndAllItsCalls(String what, byte[] bytes, String message) throws Exception {
    LimitConfig limits = LimitConfig.defaults().withFrameBytes(4096);
    RecordingListener unary = new RecordingListener();
    RecordingListener stream = new RecordingListener();
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET, limits)) {
      fake.worker().begin(CallHead.unary(1, "unary"), Payload.EMPTY, unary);
      fake.worker().begin(CallHead.stream(2, "stream", 1), Payload.EMPTY, stream);
      fake.write(bytes);

      WorkerLoss loss = fake.worker().lost().toCompletableFuture().get(30, TimeUnit.SECONDS);
      assertThat(loss.kind()).isEqualTo(WorkerLoss.Kind.PROTOCOL);
      assertThat(loss.reason()).startsWith("the worker sent ").contains(message);
      assertThat(stream.whenSettled()).endsWith("failure PROTOCOL", "settled");
      assertThat(unary.whenSettled()).endsWith("settled");
      assertThat(fake.process.events).contains("kill");
    }
  }
}
