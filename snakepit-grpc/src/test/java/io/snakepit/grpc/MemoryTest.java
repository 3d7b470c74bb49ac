package io.snakepit.grpc;

import static io.snakepit.grpc.FakeWorker.HELLO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.snakepit.api.LimitConfig;
import io.snakepit.grpc.v1.Content;
import io.snakepit.grpc.v1.InMemory;
import io.snakepit.grpc.v1.Item;
import io.snakepit.grpc.v1.MemoryOffer;
import io.snakepit.grpc.v1.Report;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerLoss;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of offers of memory, and of what is said to be there: all but its use. */
class MemoryTest {

  private static final Report OFFER =
      Report.newBuilder()
          .setMemoryOffer(
              MemoryOffer.newBuilder()
                  .setPid(1L << 40)
                  .setFileDescriptor(3)
                  .setEachWay(1 << 20)
                  .setName("none"))
          .build();

  @TempDir Path folder;
  private final RecordingListener listener = new RecordingListener();
  private FakeWorker fake;
  private FakeRequest request;
  private CompletableFuture<Worker> opening;

  private Worker open(Map<String, String> options) throws Exception {
    start(options);
    fake.say(HELLO);
    return opening.get(30, TimeUnit.SECONDS);
  }

  private void start(Map<String, String> options) throws Exception {
    fake = FakeWorker.serve();
    request = new FakeRequest(folder);
    request.options = new HashMap<>(options);
    request.options.put("carrier", "tcp");
    request.limits = LimitConfig.defaults().withFrameBytes(100_000);
    request.process = fake.process();
    opening = new GrpcAdapter().open(request).toCompletableFuture();
    fake.next();
  }

  @AfterEach
  void close() throws Exception {
    opening.thenAccept(worker -> worker.stop(Duration.ZERO)).exceptionally(e -> null).get();
    fake.close();
  }

  @Test
  void theWorkerIsToldThatItMayOfferIt() throws Exception {
    open(Map.of());

    assertThat(request.launched.join())
        .containsSequence("--memory", Integer.toString((64 << 20) + (64 << 10)));
  }

  @Test
  void memoryThatCantBeOpenedIsRefusedAndCallsGoOn() throws Exception {
    Worker worker = open(Map.of("memory", "auto"));
    fake.say(OFFER);

    assertThat(fake.next().getMemoryAnswer().getRefused()).isTrue();
    Payload large = new Payload(ByteBuffer.allocate(0), List.of(ByteBuffer.allocate(50_000)));
    worker.begin(CallHead.unary(1, "t"), large, listener);
    Content arguments = fake.next().getCall().getArguments();
    assertThat(arguments.getAttachments(0).size()).isEqualTo(50_000);
    assertThat(arguments.getInMemoryCount()).isZero();
  }

  @Test
  void anOfferOfWhoWasntAskedIsDamage() throws Exception {
    Worker worker = open(Map.of("memory", "off"));
    assertThat(request.launched.join()).doesNotContain("--memory");
    fake.say(OFFER);

    assertThat(loss(worker)).contains("an offer of memory that it wasn't asked for");
  }

  @Test
  void aSecondOfferIsDamage() throws Exception {
    Worker worker = open(Map.of());
    fake.say(OFFER, OFFER);

    assertThat(loss(worker)).contains("an offer of memory that it wasn't asked for");
  }

  @Test
  void anOfferBeforeTheHelloIsDamage() throws Exception {
    start(Map.of());
    fake.say(OFFER);

    assertThat(opening)
        .failsWithin(30, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageContaining("an offer of memory before its hello");
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        Arguments.of(place(0, 64, 10), "something in memory that it doesn't share"),
        Arguments.of(place(1, 64, 10), "something in memory that is no attachment"),
        Arguments.of(place(2, 64, 10), "something in memory that is no attachment"),
        Arguments.of(place(-1, 64, 10), "something in memory that is no attachment"),
        // With the other attachment's five bytes it is as much as there may be.
        Arguments.of(place(0, 64, 99_995), "something in memory that it doesn't share"),
        Arguments.of(place(0, 64, 99_996), "100001 bytes, the limit is 100000"),
        Arguments.of(place(0, 64, -1), "the limit is 100000"));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void whatCantBeInMemoryIsDamage(InMemory place, String message) throws Exception {
    Worker worker = open(Map.of());
    worker.begin(CallHead.unary(1, "t"), Payload.EMPTY, listener);
    Content value =
        Content.newBuilder()
            .addAttachments(ByteString.EMPTY)
            .addAttachments(ByteString.copyFrom("there", UTF_8))
            .addInMemory(place)
            .build();
    Item item = Item.newBuilder().setCall(1).setValue(value).setLast(true).setSettled(true).build();
    fake.say(Report.newBuilder().setItem(item).build());

    assertThat(loss(worker)).contains(message);
    assertThat(listener.whenSettled()).containsExactly("failure PROTOCOL", "settled");
  }

  private static InMemory place(int index, long place, int length) {
    return InMemory.newBuilder().setIndex(index).setPlace(place).setLength(length).build();
  }

  private static String loss(Worker worker) throws Exception {
    WorkerLoss loss = worker.lost().toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(loss.kind()).isEqualTo(WorkerLoss.Kind.PROTOCOL);
    return loss.reason();
  }
}
