package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.batch;
import static io.snakepit.stdio.WireWriter.frame;
import static io.snakepit.stdio.WireWriter.hostCall;
import static io.snakepit.stdio.WireWriter.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.LimitConfig;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerLoss;
import io.snakepit.stdio.WireReader.Received;
import io.snakepit.wire.Sharing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@EnabledOnOs(OS.LINUX) // elsewhere nobody can open what another process has open
class SharingTest {

  private static final int LARGE = Sharing.LARGE;

  private final RecordingListener listener = new RecordingListener();
  private WorkerMemory memory;

  @BeforeEach
  void makeMemory() throws IOException {
    memory = WorkerMemory.sealed();
  }

  @AfterEach
  void closeIt() throws IOException {
    memory.close();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    return bytes;
  }

  private static Payload payload(byte[]... attachments) {
    return new Payload(
        ByteBuffer.wrap(new byte[] {'b'}),
        Arrays.stream(attachments).map(ByteBuffer::wrap).toList());
  }

  /** Has the JVM open the memory. */
  private void share(FakeWorker fake) throws IOException {
    fake.write(memory.offer());
    Received answer = fake.read();
    assertThat(answer.brief()).isEqualTo("08/0");
    assertThat(answer.flags()).isZero();
  }

  @Carriers
  void theWorkerIsToldThatItMayOfferIt(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      assertThat(fake.process.arguments)
          .containsSequence("--memory", Integer.toString((64 << 20) + (64 << 10)));
    }
  }

  @Carriers
  void whatIsLargeGoesThroughMemoryAndTheRestInTheFrame(Carrier carrier) throws Exception {
    byte[] large = bytes(LARGE);
    byte[] small = bytes(LARGE - 1);
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      share(fake);
      fake.worker().begin(CallHead.unary(1, "t"), payload(small, large, small), listener);

      Received call = fake.read();
      assertThat(call.sizes()).containsExactly(LARGE - 1, LARGE | 1 << 31, LARGE - 1);
      assertThat(call.attachments().get(0)).isEqualTo(small);
      assertThat(call.attachments().get(2)).isEqualTo(small);
      long place = ByteBuffer.wrap(call.attachments().get(1)).getLong();
      assertThat(memory.take(place, LARGE)).isEqualTo(large);

      long put = memory.put(large);
      fake.write(WorkerMemory.frame(0x83, 3, 1, "r", put, LARGE));
      assertThat(listener.whenSettled()).containsExactly("item r", "complete", "settled");
      assertThat(listener.items.get(0).attachments()).containsExactly(ByteBuffer.wrap(large));
    }
  }

  @Test
  void answersOfHostCallsGoThroughIt() throws Exception {
    byte[] large = bytes(LARGE + 1);
    try (FakeWorker fake = FakeWorker.ready(Carrier.PIPES)) {
      share(fake);
      fake.worker().begin(CallHead.unary(1, "t"), Payload.EMPTY, listener);
      fake.read();
      fake.write(hostCall(1, 5, "host", "{}"));
      listener.hostCall.get(30, TimeUnit.SECONDS).reply(payload(large));

      Received reply = fake.read();
      assertThat(reply.brief()).isEqualTo("05/1");
      long place = ByteBuffer.wrap(reply.attachments().get(0)).getLong();
      assertThat(memory.take(place, LARGE + 1)).isEqualTo(large);
    }
  }

  @Test
  void whatHasNoRoomInItGoesInTheFrame() throws Exception {
    byte[] large = bytes(WorkerMemory.EACH_WAY - 64);
    try (FakeWorker fake = FakeWorker.ready(Carrier.PIPES)) {
      share(fake);
      fake.worker().begin(CallHead.unary(1, "t"), payload(large), listener);
      fake.worker().begin(CallHead.unary(2, "t"), payload(bytes(LARGE)), listener);
      Received first = fake.read();
      assertThat(first.sizes()).containsExactly(large.length | 1 << 31);
      assertThat(fake.read().sizes()).containsExactly(LARGE);

      memory.take(64, large.length);
      fake.worker().begin(CallHead.unary(3, "t"), payload(large), listener);
      assertThat(fake.read().sizes()).containsExactly(large.length | 1 << 31);
    }
  }

  @Test
  void nothingIsInMemoryThatIsntOffered() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.PIPES)) {
      fake.worker().begin(CallHead.unary(1, "t"), payload(bytes(LARGE)), listener);
      assertThat(fake.read().sizes()).containsExactly(LARGE);
    }
  }

  @Test
  void memoryThatIsTooShortIsRefusedAndCallsGoOn() throws Exception {
    try (WorkerMemory other = WorkerMemory.tooShort()) {
      assertThatItIsRefused(other);
    }
  }

  @Test
  void memoryThatCouldBeMadeShorterIsRefusedAndCallsGoOn() throws Exception {
    try (WorkerMemory other = WorkerMemory.unsealed()) {
      assertThatItIsRefused(other);
    }
  }

  @Test
  void memoryThatIsGoneIsRefusedAndCallsGoOn() throws Exception {
    WorkerMemory other = WorkerMemory.sealed();
    other.close();
    other.awaitEnd();
    assertThatItIsRefused(other);
  }

  private void assertThatItIsRefused(WorkerMemory other) throws Exception {
    long descriptors = other.descriptors();
    try (FakeWorker fake = FakeWorker.ready(Carrier.PIPES)) {
      fake.write(other.offer());

      Received answer = fake.read();
      assertThat(answer.brief()).isEqualTo("08/0");
      assertThat(answer.flags()).isEqualTo(1);
      assertThat(other.descriptors()).isEqualTo(descriptors);
      fake.worker().begin(CallHead.unary(1, "t"), payload(bytes(LARGE)), listener);
      assertThat(fake.read().sizes()).containsExactly(LARGE);
      fake.write(result(1, "r"));
      assertThat(listener.whenSettled()).containsExactly("item r", "complete", "settled");
    }
  }

  @Test
  void anOfferOfWhoWasntAskedIsDamage() throws Exception {
    try (FakeWorker fake =
        FakeWorker.ready(Carrier.PIPES, Map.of("memory", "off"), LimitConfig.defaults())) {
      assertThat(fake.process.arguments).doesNotContain("--memory");
      fake.write(memory.offer());
      assertThat(loss(fake)).contains("an offer of memory that it wasn't asked for");
    }
  }

  @Test
  void aSecondOfferIsDamage() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.PIPES)) {
      share(fake);
      fake.write(memory.offer());
      assertThat(loss(fake)).contains("an offer of memory that it wasn't asked for");
    }
  }

  @Test
  void anOfferWithoutHeadIsDamage() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.PIPES)) {
      fake.write(frame(0x8B, 0, 0, new byte[15]));
      assertThat(loss(fake)).contains("a MEMORY_OFFER without its head");
    }
  }

  @Test
  void placesOutsideTheWorkersHalfAreDamage() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.PIPES)) {
      share(fake);
      fake.worker().begin(CallHead.unary(1, "t"), Payload.EMPTY, listener);
      fake.write(WorkerMemory.frame(0x83, 3, 1, "r", 64, 10));
      assertThat(loss(fake)).contains("10 bytes at 64 of its memory: not in its half");
      assertThat(listener.whenSettled()).containsExactly("failure PROTOCOL", "settled");
    }
  }

  @Test
  void somethingInMemoryThatWasntOfferedIsDamage() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.PIPES)) {
      fake.write(WorkerMemory.frame(0x83, 3, 1, "r", 64, 10));
      assertThat(loss(fake)).contains("something in memory that it doesn't share");
    }
  }

  @Test
  void whatIsInMemoryCountsForTheLimit() throws Exception {
    LimitConfig limits = LimitConfig.defaults().withFrameBytes(4096);
    try (FakeWorker fake = FakeWorker.ready(Carrier.PIPES, Map.of(), limits)) {
      share(fake);
      fake.worker().begin(CallHead.unary(1, "t"), payload(bytes(LARGE)), listener);
      assertThat(listener.whenSettled()).containsExactly("failure TOO_LARGE", "settled");

      RecordingListener other = new RecordingListener();
      fake.worker().begin(CallHead.stream(2, "t", 10), Payload.EMPTY, other);
      int most = 4096 - 12 - 4 - 1;
      long place = memory.put(bytes(4096));
      fake.write(WorkerMemory.frame(0x83, 0, 2, "r", place, most));
      int half = (most - 4) / 2;
      fake.write(WorkerMemory.frame(0x83, 0, 2, "r", place, half, most - 4 - half + 1));
      assertThat(loss(fake)).contains("a frame of 4097 bytes, the limit is 4096");
      assertThat(other.items).hasSize(1);
    }
  }

  @Carriers
  void whatADeadWorkerLeftInMemoryIsTakenBeforeItIsGivenBack(Carrier carrier) throws Exception {
    byte[] large = bytes(LARGE);
    CompletableFuture<Void> read = new CompletableFuture<>();
    CompletableFuture<Void> dead = new CompletableFuture<>();
    RecordingListener before =
        new RecordingListener() {
          @Override
          public void onItem(Payload item) {
            read.complete(null);
            dead.join();
          }
        };
    CompletableFuture<Boolean> kept = new CompletableFuture<>();
    RecordingListener last =
        new RecordingListener() {
          @Override
          public void onItem(Payload item) {
            try {
              kept.complete(memory.isMapped());
            } catch (IOException e) {
              kept.completeExceptionally(e);
            }
            super.onItem(item);
          }
        };
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      share(fake);
      fake.worker().begin(CallHead.unary(1, "t"), Payload.EMPTY, before);
      fake.worker().begin(CallHead.unary(2, "t"), Payload.EMPTY, last);
      byte[] rest = WorkerMemory.frame(0x83, 3, 2, "r", memory.put(large), LARGE);
      fake.write(batch(result(1, ""), rest));
      read.get(30, TimeUnit.SECONDS);
      fake.process.die(FakeProcess.status(3));
      dead.complete(null);

      assertThat(last.whenSettled()).containsExactly("item r", "complete", "settled");
      assertThat(last.items.get(0).attachments()).containsExactly(ByteBuffer.wrap(large));
      assertThat(kept).isCompletedWithValue(true);
      await().until(() -> !memory.isMapped());
    }
  }

  @Carriers
  void theMemoryOfALivingProcessIsKept(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      share(fake);
      fake.process.immortal = true;
      fake.hangUp();
      await().untilAsserted(() -> assertThat(fake.process.events).contains("kill"));
      assertThat(memory.isMapped()).isTrue();
      fake.process.die(FakeProcess.status(0));
      await().until(() -> !memory.isMapped());
    }
  }

  private static String loss(FakeWorker fake) throws Exception {
    WorkerLoss loss = fake.worker().lost().toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(loss.kind()).isEqualTo(WorkerLoss.Kind.PROTOCOL);
    return loss.reason();
  }
}
