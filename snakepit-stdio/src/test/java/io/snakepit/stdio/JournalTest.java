package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.batch;
import static io.snakepit.stdio.WireWriter.hello;
import static io.snakepit.stdio.WireWriter.hostCall;
import static io.snakepit.stdio.WireWriter.item;
import static io.snakepit.stdio.WireWriter.log;
import static io.snakepit.stdio.WireWriter.probeReply;
import static io.snakepit.stdio.WireWriter.progress;
import static io.snakepit.stdio.WireWriter.result;
import static io.snakepit.stdio.WireWriter.settled;
import static io.snakepit.stdio.WireWriter.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;

/** What a dead worker had still to say. */
@Timeout(60)
class JournalTest {

  private final RecordingListener first = new RecordingListener();
  private final RecordingListener second = new RecordingListener();
  private final RecordingListener third = new RecordingListener();

  @Carriers
  void theWorkerIsToldWhereToKeepIt(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      assertThat(fake.process.arguments).containsSequence("--journal", fake.journal().toString());
    }
  }

  @Carriers
  void anOutcomeAndAStartThatWereNotSentCountAllTheSame(Carrier carrier) throws Exception {
    try (FakeWorker fake = withThreeCalls(carrier)) {
      keep(fake, 0, started(1), result(1, "one"), started(2));

      fake.process.die(FakeProcess.status(3));

      assertThat(first.whenSettled()).containsExactly("started", "item one", "complete", "settled");
      assertThat(second.whenSettled()).containsExactly("started", "failure LOST", "settled");
      assertThat(third.whenSettled()).containsExactly("failure LOST", "settled");
    }
  }

  @Carriers
  void whatCameByTheLinkTooIsPassedOver(Carrier carrier) throws Exception {
    try (FakeWorker fake = withThreeCalls(carrier)) {
      fake.write(batch(started(1), result(1, "one"), started(2)));
      assertThat(first.whenSettled()).containsExactly("started", "item one", "complete", "settled");
      await().untilAsserted(() -> assertThat(second.signals).containsExactly("started"));
      keep(fake, 0, started(1), result(1, "one"), started(2), result(2, "two"));

      fake.process.die(FakeProcess.status(3));

      assertThat(second.whenSettled())
          .containsExactly("started", "item two", "complete", "settled");
      assertThat(first.signals).hasSize(4);
    }
  }

  @Carriers
  void whatIsNeitherAStartNorAnOutcomeIsPassedOver(Carrier carrier) throws Exception {
    try (FakeWorker fake = withThreeCalls(carrier)) {
      keep(
          fake,
          0,
          started(1),
          hostCall(1, 1, "tool", ""),
          progress(1, ""),
          log(1, ""),
          probeReply(1),
          hello("json"),
          item(1, "more"),
          settled(1),
          result(1, "one"));

      fake.process.die(FakeProcess.status(3));

      assertThat(first.whenSettled()).containsExactly("started", "item one", "complete", "settled");
    }
  }

  @Carriers
  void onlyStartsCountWhenTheWorkerCanNotBeTrusted(Carrier carrier) throws Exception {
    try (FakeWorker fake = withThreeCalls(carrier)) {
      keep(fake, 0, started(1), result(1, "one"), started(2));

      fake.write(new byte[] {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});

      assertThat(first.whenSettled()).containsExactly("started", "failure PROTOCOL", "settled");
      assertThat(second.whenSettled()).containsExactly("started", "failure PROTOCOL", "settled");
      assertThat(third.whenSettled()).containsExactly("failure PROTOCOL", "settled");
    }
  }

  @Carriers
  void aWorkerThatHangsUpIsDeadBeforeItIsRead(Carrier carrier) throws Exception {
    try (FakeWorker fake = withThreeCalls(carrier)) {
      keep(fake, 0);
      fake.process.immortal = true;
      fake.hangUp();
      await().untilAsserted(() -> assertThat(fake.process.events).containsExactly("kill"));
      keep(fake, 0, started(1));

      assertThat(first.signals).isEmpty();
      fake.process.die(FakeProcess.status(0));

      assertThat(first.whenSettled()).containsExactly("started", "failure LOST", "settled");
    }
  }

  @Carriers
  void aJournalThatCanNotBeReadIsNone(Carrier carrier) throws Exception {
    try (FakeWorker fake = withThreeCalls(carrier)) {
      keep(fake, 1_000, started(1));

      fake.process.die(FakeProcess.status(3));

      assertThat(first.whenSettled()).containsExactly("failure LOST", "settled");
    }
  }

  private FakeWorker withThreeCalls(Carrier carrier) throws Exception {
    FakeWorker fake = FakeWorker.ready(carrier);
    List<RecordingListener> listeners = List.of(first, second, third);
    for (int i = 0; i < listeners.size(); i++) {
      fake.worker().begin(announced(i + 1), Payload.EMPTY, listeners.get(i));
      fake.read();
    }
    return fake;
  }

  private static void keep(FakeWorker fake, int excess, byte[]... frames) throws IOException {
    byte[] content = batch(frames);
    ByteBuffer file = ByteBuffer.allocate(500).order(ByteOrder.nativeOrder());
    file.putLong(content.length + excess).put(content);
    Files.write(fake.journal(), file.array());
  }

  private static CallHead announced(long id) {
    return new CallHead(id, 0, "tool", "", 0, false, 1, true, false, Map.of());
  }
}
