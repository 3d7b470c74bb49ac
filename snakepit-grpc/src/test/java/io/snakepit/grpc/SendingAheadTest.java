package io.snakepit.grpc;

import static io.snakepit.grpc.FakeWorker.HELLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.Report;
import io.snakepit.grpc.v1.Started;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a busy worker is sent at once, and what it is interrupted for. */
class SendingAheadTest {

  @TempDir Path folder;
  private FakeRequest request;
  private FakeWorker fake;
  private Worker worker;

  @AfterEach
  void close() {
    worker.stop(Duration.ZERO);
    fake.close();
  }

  @Test
  void aWorkerThatRunsManyCallsAtOnceIsSentAsManyAndEightMore() throws Exception {
    open(20);

    for (long id = 1; id <= 28; id++) {
      begin(id, 0);
      assertThat(fake.next().getCall().getCall()).isEqualTo(id);
    }
  }

  @Test
  void aNestedCallWaitsForNoOther() throws Exception {
    open(1);
    for (long id = 1; id <= 9; id++) {
      begin(id, 0);
      fake.next();
    }
    begin(10, 0);

    begin(11, 1);

    assertThat(fake.next().getCall().getCall()).isEqualTo(10);
    assertThat(fake.next().getCall().getCall()).isEqualTo(11);
  }

  @Test
  void theCancelOfACallThatRunsInterruptsItAndOfOneThatWaitsDoesNot() throws Exception {
    open(1);
    RecordingListener running = new RecordingListener();
    Exchange first = begin(1, 0, running);
    Exchange second = begin(2, 0, new RecordingListener());
    fake.next();
    fake.next();
    fake.say(Report.newBuilder().setStarted(Started.newBuilder().setCall(1)).build());
    await().until(() -> running.signals.contains("started"));
    int before = fake.interrupts.size();

    second.cancel();
    Instruction ofSecond = fake.next();
    assertThat(request.process.interrupted).isNotDone();
    first.cancel();
    Instruction ofFirst = fake.next();

    assertThat(List.of(ofSecond.getCancel().getCall(), ofFirst.getCancel().getCall()))
        .containsExactly(2L, 1L);
    assertThat(List.copyOf(fake.interrupts).subList(before, before + 2))
        .containsExactly(false, true);
    assertThat(request.process.interrupted).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void aWorkerThatAlwaysReadsIsNotInterrupted() throws Exception {
    open(2);
    RecordingListener running = new RecordingListener();
    Exchange exchange = begin(1, 0, running);
    fake.next();
    fake.say(Report.newBuilder().setStarted(Started.newBuilder().setCall(1)).build());
    await().until(() -> running.signals.contains("started"));

    exchange.cancel();

    assertThat(fake.next().hasCancel()).isTrue();
    assertThat(fake.interrupts).doesNotContain(true);
    assertThat(request.process.interrupted).isNotDone();
  }

  private void open(int concurrency) throws Exception {
    fake = FakeWorker.serve();
    request = new FakeRequest(folder);
    request.options = Map.of("carrier", "tcp");
    request.process = fake.process();
    request.concurrency = concurrency;
    CompletableFuture<Worker> opening = new GrpcAdapter().open(request).toCompletableFuture();
    fake.next();
    fake.say(HELLO);
    worker = opening.get(30, TimeUnit.SECONDS);
  }

  private Exchange begin(long id, long parent) {
    return begin(id, parent, new RecordingListener());
  }

  private Exchange begin(long id, long parent, RecordingListener listener) {
    CallHead head = new CallHead(id, parent, "tool", "", 0, false, 1, true, false, Map.of());
    return worker.begin(head, Payload.EMPTY, listener);
  }
}
