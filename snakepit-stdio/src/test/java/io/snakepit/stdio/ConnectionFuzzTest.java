package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.frame;
import static io.snakepit.stdio.WireWriter.hello;
import static io.snakepit.stdio.WireWriter.hostCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.wire.Budget;
import io.snakepit.wire.Journal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever frames a worker sends, each call ends once and settles once, and all signals are legal.
 */
@Timeout(60)
class ConnectionFuzzTest {

  private static final Pattern LEGAL =
      Pattern.compile(
          "(started )?((item |host |progress )*)(complete|failure) ((host |progress )*)settled ");

  @RepeatedTest(200)
  void whateverComesTheSignalsOfEachCallAreLegal(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    FakeProcess process = new FakeProcess(List.of());
    FakeRequest request = new FakeRequest("fuzz", Path.of("unused"));
    Connection connection =
        new Connection(
            request,
            process,
            new Journal(Path.of("unused")),
            FrameEncoder.bare(FrameKind.HELLO_OFFER, 0),
            Silent::new);
    CompletableFuture<Worker> greeted =
        CompletableFuture.supplyAsync(
            () -> connection.greet(request.handshake(), new Budget(Duration.ofSeconds(30))));
    connection.onBytes(ByteBuffer.wrap(hello("json")));
    Worker worker = greeted.get(30, TimeUnit.SECONDS);

    List<RecordingListener> listeners = new ArrayList<>();
    for (int id = 1; id <= 4; id++) {
      listeners.add(new RecordingListener());
      boolean stream = id > 2;
      CallHead head =
          new CallHead(id, 0, "tool", "", 0, stream, stream ? 3 : 1, false, false, Map.of());
      worker.begin(head, Payload.EMPTY, listeners.get(id - 1));
    }
    for (int step = 0; step < 30; step++) {
      connection.onBytes(ByteBuffer.wrap(randomFrame(random)));
    }
    process.die(FakeProcess.status(1));
    connection.onEndOfStream(null);
    worker.lost().toCompletableFuture().get(30, TimeUnit.SECONDS);

    for (RecordingListener listener : listeners) {
      StringBuilder signals = new StringBuilder();
      for (String signal : listener.signals) {
        signals.append(signal.split(" ", 2)[0]).append(' ');
      }
      assertThat(signals).matches(LEGAL);
    }
    process.toWorker.sink().close();
    process.fromWorker.source().close();
  }

  /** Mostly frames that could be right. */
  private static byte[] randomFrame(Random random) {
    int call = 1 + random.nextInt(random.nextInt(20) == 0 ? 6 : 4);
    return switch (random.nextInt(8)) {
      case 0 -> WireWriter.started(call);
      case 1 -> frame(0x83, random.nextInt(4), call, "value");
      case 2 -> frame(0x83, 0, 3 + random.nextInt(2), "value");
      case 3 -> frame(0x84, random.nextBoolean() ? 2 : 0, 3 + random.nextInt(2), "");
      case 4 -> frame(0x85, random.nextInt(4) * 2, call, "error");
      case 5 -> WireWriter.settled(call);
      case 6 -> WireWriter.progress(call, "half");
      default -> hostCall(call, random.nextLong(), "tool", "");
    };
  }

  /** A link whose other end is the test. */
  private record Silent(Inbound inbound) implements Link {

    @Override
    public void start() {}

    @Override
    public long send(OutgoingFrame frame) {
      return 0;
    }

    @Override
    public int waiting() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
