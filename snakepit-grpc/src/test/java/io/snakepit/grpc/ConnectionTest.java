package io.snakepit.grpc;

import static io.snakepit.grpc.FakeWorker.HELLO;
import static io.snakepit.grpc.FakeWorker.content;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.util.internal.InternalThreadLocalMap;
import io.snakepit.api.LimitConfig;
import io.snakepit.grpc.v1.End;
import io.snakepit.grpc.v1.Failure;
import io.snakepit.grpc.v1.HostCall;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.Item;
import io.snakepit.grpc.v1.Log;
import io.snakepit.grpc.v1.Probe;
import io.snakepit.grpc.v1.Report;
import io.snakepit.grpc.v1.Settled;
import io.snakepit.grpc.v1.Started;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerLoss;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a connection makes of what a worker says. */
class ConnectionTest {

  @TempDir Path folder;
  private FakeRequest request;
  private FakeWorker fake;
  private Worker worker;
  private final RecordingListener listener = new RecordingListener();

  @BeforeEach
  void open() throws Exception {
    fake = FakeWorker.serve();
    request = new FakeRequest(folder);
    request.options = Map.of("carrier", "tcp");
    request.limits = LimitConfig.defaults().withFrameBytes(10_000);
    request.process = fake.process();
    CompletableFuture<Worker> opening = new GrpcAdapter().open(request).toCompletableFuture();
    assertThat(fake.next().getHello().getDocument().toString(UTF_8)).isEqualTo("the offer");
    fake.say(HELLO);
    worker = opening.get(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    worker.stop(Duration.ZERO);
    fake.close();
  }

  @Test
  void theSecretGoesToStdinAndWithTheStream() {
    assertThat(request.process.stdin.toByteArray()).isEqualTo(FakeRequest.SECRET);
    assertThat(fake.secret).isCompletedWithValueMatching(it -> it.length == 32);
    assertThat(request.launched.join()).startsWith("--listen", "tcp", "--frame", "10000");
  }

  @Test
  void aCallIsWhatItsHeadSays() throws Exception {
    CallHead head = new CallHead(7, 3, "tool", "key", 1234, true, 5, true, false, Map.of("a", "b"));

    worker.begin(head, Payload.of("args".getBytes(UTF_8)), listener);

    Instruction frame = fake.next();
    assertThat(frame.getCall().getCall()).isEqualTo(7);
    assertThat(frame.getCall().getParent()).isEqualTo(3);
    assertThat(frame.getCall().getTool()).isEqualTo("tool");
    assertThat(frame.getCall().getSession()).isEqualTo("key");
    assertThat(frame.getCall().getBudgetMicros()).isEqualTo(1234);
    assertThat(frame.getCall().getStream()).isTrue();
    assertThat(frame.getCall().getCredit()).isEqualTo(5);
    assertThat(frame.getCall().getAnnounce()).isTrue();
    assertThat(frame.getCall().getMetadataMap()).containsExactly(Map.entry("a", "b"));
    assertThat(frame.getCall().getArguments().getBody().toString(UTF_8)).isEqualTo("args");
  }

  /** It may be of a container that lets the application, with its class loader, go. */
  @Test
  void aCallersThreadIsLeftWithNothing() throws Exception {
    CompletableFuture<InternalThreadLocalMap> left = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              Exchange exchange =
                  worker.begin(CallHead.stream(1, "tool", 1), Payload.EMPTY, listener);
              exchange.request(1);
              exchange.cancel();
              left.complete(InternalThreadLocalMap.getIfSet());
            });
    caller.start();

    assertThat(left.get(30, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void aResultIsItemEndAndSettled() throws Exception {
    unary();

    fake.say(started(), item("42", true, true));

    assertThat(listener.whenSettled()).containsExactly("started", "item 42", "complete", "settled");
  }

  @Test
  void settledMayComeLater() throws Exception {
    unary();

    fake.say(item("42", true, false));
    fake.say(settled());

    assertThat(listener.whenSettled()).containsExactly("started", "item 42", "complete", "settled");
  }

  @Test
  void whatEndsAStreamMaySettleLater() throws Exception {
    stream(1);

    fake.say(end(false), Report.newBuilder().setLog(Log.getDefaultInstance()).build());
    assertThat(request.logs.poll(30, TimeUnit.SECONDS)).isNotNull();
    assertThat(listener.signals).containsExactly("complete");
    fake.say(settled());

    assertThat(listener.whenSettled()).containsExactly("complete", "settled");
  }

  @Test
  void creditIsSentAndItsItemsAreTaken() throws Exception {
    Exchange exchange = stream(1);

    fake.say(item("0", false, false));
    exchange.request(2);

    assertThat(fake.next().getCredit().getItems()).isEqualTo(2);
    fake.say(item("1", false, false), item("2", false, false), end(true));
    assertThat(listener.whenSettled())
        .containsExactly("item 0", "item 1", "item 2", "complete", "settled");
  }

  @Test
  void aHostCallIsAnswered() throws Exception {
    unary();
    HostCall call =
        HostCall.newBuilder()
            .setCall(1)
            .setHostCall(9)
            .setTool("lookup")
            .setArguments(content("x"))
            .build();

    fake.say(Report.newBuilder().setHostCall(call).build());
    listener.hostCall.get(30, TimeUnit.SECONDS).reply(Payload.of("y".getBytes(UTF_8)));

    Instruction reply = fake.next();
    assertThat(reply.getHostReply().getHostCall()).isEqualTo(9);
    assertThat(reply.getHostReply().getFailed()).isFalse();
    assertThat(reply.getHostReply().getContent().getBody().toString(UTF_8)).isEqualTo("y");
  }

  @Test
  void aHostAnswerThatIsTooLargeEndsTheCall() throws Exception {
    unary();
    fake.say(
        Report.newBuilder().setHostCall(HostCall.newBuilder().setCall(1).setHostCall(9)).build());

    listener.hostCall.get(30, TimeUnit.SECONDS).reply(Payload.of(new byte[10_000]));

    assertThat(fake.next().hasCancel()).isTrue();
    fake.say(item("ignored", true, true));
    assertThat(listener.whenSettled())
        .containsExactly("started", "host call  ", "failure TOO_LARGE", "settled");
  }

  @Test
  void aWorkerThatCallsAndReadsNoAnswersIsEnded() throws Exception {
    RecordingListener answering =
        new RecordingListener() {
          @Override
          public void onHostCall(HostRequest request) {
            request.fail(Payload.of(new byte[100]));
          }
        };
    worker.begin(announced(1), Payload.EMPTY, answering);
    fake.next();
    fake.reading.acquire();
    Report call =
        Report.newBuilder().setHostCall(HostCall.newBuilder().setCall(1).setHostCall(9)).build();

    for (int calls = 0; calls < 120_000; calls += 1000) {
      fake.say(Collections.nCopies(1000, call).toArray(Report[]::new));
    }

    assertThat(lost().kind()).isEqualTo(WorkerLoss.Kind.PROTOCOL);
    assertThat(lost().reason()).contains("without reading the answers");
    assertThat(answering.whenSettled()).containsExactly("started", "failure PROTOCOL", "settled");
    fake.reading.release();
  }

  @Test
  void aCallThatIsTooLargeIsNotSent() throws Exception {
    worker.begin(CallHead.unary(1, "tool"), Payload.of(new byte[10_000]), listener);

    assertThat(listener.whenSettled()).containsExactly("failure TOO_LARGE", "settled");
    assertThat(listener.failure.join().message())
        .contains("tool")
        .contains("the limit is 10000 (limits.frame-bytes)");
    worker.probe();
    assertThat(fake.next().hasProbe()).isTrue();
  }

  @Test
  void callsThatWouldOnlyWaitGoTogetherWhenTheWorkerHasFewLeft() throws Exception {
    long sentAhead = 9; // the one that runs, and eight more
    for (long id = 1; id <= sentAhead; id++) {
      worker.begin(announced(id), Payload.EMPTY, new RecordingListener());
      fake.next();
    }
    for (long id = sentAhead + 1; id <= 30; id++) {
      worker.begin(announced(id), Payload.EMPTY, new RecordingListener());
    }
    int before = fake.batches.size();

    fake.say(item("done", true, true));
    for (long id = sentAhead + 1; id <= 30; id++) {
      fake.next();
    }

    assertThat(fake.batches.subList(before, fake.batches.size())).containsExactly(21);
  }

  @Test
  void whatIsUrgentTakesTheCallsThatWaitAlong() throws Exception {
    for (long id = 1; id <= 12; id++) {
      worker.begin(announced(id), Payload.EMPTY, new RecordingListener());
    }

    worker.probe();

    for (long id = 1; id <= 12; id++) {
      assertThat(fake.next().getCall().getCall()).isEqualTo(id);
    }
    assertThat(fake.next().hasProbe()).isTrue();
  }

  @Test
  void aProbeIsAnsweredOnce() throws Exception {
    CompletableFuture<Void> first = worker.probe().toCompletableFuture();
    CompletableFuture<Void> second = worker.probe().toCompletableFuture();

    long number = fake.next().getProbe().getNumber();
    fake.say(Report.newBuilder().setProbeReply(Probe.newBuilder().setNumber(number)).build());

    assertThat(first).succeedsWithin(Duration.ofSeconds(30));
    assertThat(second).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void logsGoToTheListener() throws Exception {
    fake.say(
        Report.newBuilder()
            .setLog(Log.newBuilder().setCall(4).setRecord(content("hello")))
            .build());

    assertThat(request.logs.poll(30, TimeUnit.SECONDS)).isEqualTo("4:hello");
  }

  @Test
  void theEndOfTheStreamIsTheWorkersEnd() throws Exception {
    unary();

    fake.end(Status.OK);

    assertThat(listener.whenSettled()).containsExactly("failure LOST", "settled");
    assertThat(lost().kind()).isEqualTo(WorkerLoss.Kind.GONE);
  }

  @Test
  void whatWasSaidBeforeTheEndIsReadFirst() throws Exception {
    unary();

    fake.say(item("42", true, true));
    request.process.die(FakeProcess.status(3));

    assertThat(listener.whenSettled()).containsExactly("started", "item 42", "complete", "settled");
    assertThat(lost().reason()).contains("status 3");
  }

  @Test
  void aMessageBeyondTheLimitEndsTheWorker() throws Exception {
    unary();

    fake.say(item("x".repeat(2 << 20), true, true));

    assertThat(listener.whenSettled()).containsExactly("failure PROTOCOL", "settled");
    assertThat(lost().kind()).isEqualTo(WorkerLoss.Kind.PROTOCOL);
  }

  @Test
  void aMessageThatCanNotBeParsedEndsTheWorker() throws Exception {
    unary();

    ByteString noReport = ByteString.copyFrom(new byte[] {7});
    UnknownFieldSet.Field frames =
        UnknownFieldSet.Field.newBuilder().addLengthDelimited(noReport).build();
    UnknownFieldSet fields =
        UnknownFieldSet.newBuilder().addField(ToJvm.FRAMES_FIELD_NUMBER, frames).build();
    fake.say(ToJvm.newBuilder().setUnknownFields(fields).build());

    assertThat(listener.whenSettled()).containsExactly("failure PROTOCOL", "settled");
    assertThat(lost().kind()).isEqualTo(WorkerLoss.Kind.PROTOCOL);
    assertThat(lost().reason()).contains("that can't be parsed");
  }

  static Stream<Arguments> damage() {
    return Stream.of(
        Arguments.of("a second outcome", List.of(item("1", true, false), item("2", true, false))),
        Arguments.of(
            "an item without credit", List.of(item("1", false, false), item("2", false, false))),
        Arguments.of("settled before its outcome", List.of(settled())),
        Arguments.of("settled with an item", List.of(item("1", false, true))),
        Arguments.of("started twice", List.of(started(), started())),
        Arguments.of("started late", List.of(item("1", true, false), started())),
        Arguments.of("withdrawn after its start", List.of(started(), withdrawn(true))),
        Arguments.of("withdrawn and not settled", List.of(withdrawn(false))),
        Arguments.of("a second hello", List.of(HELLO)),
        Arguments.of("an answer to no probe", List.of(probeReply())),
        Arguments.of("a frame without a kind", List.of(Report.getDefaultInstance())),
        Arguments.of(
            "a frame of no open call",
            List.of(Report.newBuilder().setStarted(Started.newBuilder().setCall(99)).build())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damage")
  void whatTheWireForbidsEndsTheWorker(String what, List<Report> frames) throws Exception {
    stream(1);

    fake.say(frames.toArray(Report[]::new));

    assertThat(lost().kind()).as(what).isEqualTo(WorkerLoss.Kind.PROTOCOL);
    assertThat(listener.whenSettled()).endsWith("settled");
  }

  @Test
  void aCallThatIsNoStreamHasNoEnd() throws Exception {
    unary();

    fake.say(end(true));

    assertThat(lost().kind()).isEqualTo(WorkerLoss.Kind.PROTOCOL);
  }

  private void unary() throws InterruptedException {
    worker.begin(announced(1), Payload.EMPTY, listener);
    fake.next();
  }

  private static CallHead announced(long id) {
    return new CallHead(id, 0, "tool", "", 0, false, 1, true, false, Map.of());
  }

  private Exchange stream(int credit) throws InterruptedException {
    Exchange exchange = worker.begin(CallHead.stream(1, "tool", credit), Payload.EMPTY, listener);
    fake.next();
    return exchange;
  }

  private WorkerLoss lost() throws Exception {
    return worker.lost().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static Report started() {
    return Report.newBuilder().setStarted(Started.newBuilder().setCall(1)).build();
  }

  private static Report settled() {
    return Report.newBuilder().setSettled(Settled.newBuilder().setCall(1)).build();
  }

  private static Report item(String value, boolean last, boolean settled) {
    return Report.newBuilder()
        .setItem(
            Item.newBuilder().setCall(1).setValue(content(value)).setLast(last).setSettled(settled))
        .build();
  }

  private static Report end(boolean settled) {
    return Report.newBuilder().setEnd(End.newBuilder().setCall(1).setSettled(settled)).build();
  }

  private static Report withdrawn(boolean settled) {
    return Report.newBuilder()
        .setFailure(Failure.newBuilder().setCall(1).setWithdrawn(true).setSettled(settled))
        .build();
  }

  private static Report probeReply() {
    return Report.newBuilder().setProbeReply(Probe.newBuilder().setNumber(1)).build();
  }
}
