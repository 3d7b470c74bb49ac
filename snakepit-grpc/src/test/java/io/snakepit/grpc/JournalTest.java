package io.snakepit.grpc;

import static io.snakepit.grpc.FakeWorker.HELLO;
import static io.snakepit.grpc.FakeWorker.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.grpc.v1.Item;
import io.snakepit.grpc.v1.Report;
import io.snakepit.grpc.v1.Started;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dead worker had still to say. */
class JournalTest {

  @TempDir Path folder;
  private FakeRequest request;
  private FakeWorker fake;
  private final RecordingListener first = new RecordingListener();
  private final RecordingListener second = new RecordingListener();
  private final RecordingListener third = new RecordingListener();

  @BeforeEach
  void sendThreeCalls() throws Exception {
    fake = FakeWorker.serve();
    request = new FakeRequest(folder);
    request.options = Map.of("carrier", "tcp");
    request.process = fake.process();
    CompletableFuture<Worker> opening = new GrpcAdapter().open(request).toCompletableFuture();
    fake.next();
    fake.say(HELLO);
    Worker worker = opening.get(30, TimeUnit.SECONDS);
    List<RecordingListener> listeners = List.of(first, second, third);
    for (int i = 0; i < listeners.size(); i++) {
      worker.begin(announced(i + 1), Payload.EMPTY, listeners.get(i));
      fake.next();
    }
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void theWorkerIsToldWhereToKeepIt() {
    assertThat(request.launched.join()).contains("--journal", journal().toString());
  }

  @Test
  void anOutcomeAndAStartThatWereNotSentCountAllTheSame() throws Exception {
    keep(0, started(1), result(1, "one"), started(2));

    request.process.die(FakeProcess.status(3));

    assertThat(first.whenSettled()).containsExactly("started", "item one", "complete", "settled");
    assertThat(second.whenSettled()).containsExactly("started", "failure LOST", "settled");
    assertThat(third.whenSettled()).containsExactly("failure LOST", "settled");
  }

  @Test
  void whatCameByTheStreamTooIsPassedOver() throws Exception {
    fake.say(started(1), result(1, "one"), started(2));
    assertThat(first.whenSettled()).containsExactly("started", "item one", "complete", "settled");
    keep(0, started(1), result(1, "one"), started(2));

    request.process.die(FakeProcess.status(3));

    assertThat(second.whenSettled()).containsExactly("started", "failure LOST", "settled");
    assertThat(first.signals).hasSize(4);
  }

  @Test
  void anItemThatIsNotTheLastIsPassedOver() throws Exception {
    keep(0, started(1), item(1, "more", false), result(1, "one"));

    request.process.die(FakeProcess.status(3));

    assertThat(first.whenSettled()).containsExactly("started", "item one", "complete", "settled");
  }

  @Test
  void aJournalThatCanNotBeReadIsNone() throws Exception {
    keep(1_000, started(1));

    request.process.die(FakeProcess.status(3));

    assertThat(first.whenSettled()).containsExactly("failure LOST", "settled");
  }

  private Path journal() {
    return folder.resolve("journal");
  }

  private void keep(int excess, Report... frames) throws IOException {
    byte[] content = ToJvm.newBuilder().addAllFrames(List.of(frames)).build().toByteArray();
    ByteBuffer file = ByteBuffer.allocate(500).order(ByteOrder.nativeOrder());
    file.putLong(content.length + excess).put(content);
    Files.write(journal(), file.array());
  }

  private static CallHead announced(long id) {
    return new CallHead(id, 0, "tool", "", 0, false, 1, true, false, Map.of());
  }

  private static Report started(long id) {
    return Report.newBuilder().setStarted(Started.newBuilder().setCall(id)).build();
  }

  private static Report result(long id, String value) {
    return item(id, value, true);
  }

  private static Report item(long id, String value, boolean last) {
    Item item =
        Item.newBuilder()
            .setCall(id)
            .setValue(content(value))
            .setLast(last)
            .setSettled(last)
            .build();
    return Report.newBuilder().setItem(item).build();
  }
}
