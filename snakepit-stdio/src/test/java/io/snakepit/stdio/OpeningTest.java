package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.frame;
import static io.snakepit.stdio.WireWriter.hello;
import static io.snakepit.stdio.WireWriter.log;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.WorkerStartException;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.stdio.WireReader.Received;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OpeningTest {

  @Carriers
  void shakesHands(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.starting(carrier)) {
      Received offer = fake.read();
      fake.write(hello("json"));

      assertThat(offer.brief()).isEqualTo("01/0");
      assertThat(offer.text()).isEqualTo("SNKP\0\1\0\0the offer");
      assertThat(fake.worker().info().codec()).isEqualTo("json");
      assertThat(fake.hasSocketFile()).isFalse();
    }
  }

  @Carriers
  void deliversLogsThatComeBeforeTheHello(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.starting(carrier)) {
      fake.write(log(0, "loading"));
      fake.write(hello("json"));

      fake.worker();
      assertThat(fake.request.logs).containsExactly("0:loading");
    }
  }

  @Carriers
  void quotesWhatAWorkerWritesInsteadOfAHello(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.starting(carrier)) {
      fake.write("Hallo \"Welt\"\n\0\0\0\0".getBytes(US_ASCII));

      assertThatThrownBy(fake::worker)
          .cause()
          .isInstanceOf(WorkerOpenException.class)
          .hasMessageStartingWith("no hello that can be read: the worker sent a frame of 0 bytes")
          .hasMessageContaining("begins with \"Hallo \\\"Welt\\\"\\n");
      assertThat(fake.process.events).contains("kill");
      assertThat(fake.hasSocketFile()).isFalse();
    }
  }

  @Carriers
  void quotesWhatAWorkerWritesThatOnlyPrints(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.starting(carrier)) {
      fake.write("usage: worker FILE\n".getBytes(US_ASCII));
      fake.process.die(FakeProcess.status(2));

      assertThatThrownBy(fake::worker)
          .cause()
          .isInstanceOf(WorkerOpenException.class)
          .hasMessage(
              "the worker exited with status 2 before it said hello; "
                  + "what it wrote begins with \"usage: worker FILE\\n\"");
    }
  }

  @Carriers
  void readsPastWhatIsPrintedBeforeTheHello(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.starting(carrier)) {
      fake.write("activating the environment\n".getBytes(US_ASCII));
      fake.write(log(0, "loading"));
      fake.write(hello("json"));

      fake.worker();
      assertThat(fake.request.logs).containsExactly("0:loading");
    }
  }

  @Carriers
  void doesNotQuoteTheFramesOfAWorkerThatSpeaksTheWire(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.starting(carrier)) {
      fake.write(log(0, "loading"));
      assertThat(fake.request.logs.poll(30, TimeUnit.SECONDS)).isEqualTo("0:loading");
      fake.process.die(FakeProcess.status(3));

      assertThatThrownBy(fake::worker)
          .cause()
          .isInstanceOf(WorkerOpenException.class)
          .hasMessage("the worker exited with status 3 before it said hello");
    }
  }

  @Carriers
  void refusesAHelloOfAnotherVersion(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.starting(carrier)) {
      fake.write(frame(0x81, 0, 0, "SNKP\0\2\0\0{}"));

      assertThatThrownBy(fake::worker)
          .cause()
          .hasMessageStartingWith(
              "no hello that can be read: the worker sent a hello of version 2, not 1; ");
    }
  }

  @Carriers
  void refusesAFrameOtherThanHelloOrLogBeforeTheHello(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.starting(carrier)) {
      fake.write(WireWriter.started(1));

      assertThatThrownBy(fake::worker).cause().hasMessageContaining("STARTED before its hello");
    }
  }

  @Carriers
  void tellsTheExitOfAWorkerThatEndsBeforeItsHello(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.starting(carrier)) {
      fake.process.die(FakeProcess.status(3));

      assertThatThrownBy(fake::worker)
          .cause()
          .isInstanceOf(WorkerOpenException.class)
          .hasMessage("the worker exited with status 3 before it said hello");
    }
  }

  @Test
  void saysWhatAHelloOfAnotherWireLacks() throws Exception {
    assertRefused(
        frame(0x81, 0, 0, "{\"protocol\":1}"),
        "a hello that doesn't begin with SNKP: is it of another wire?");
    assertRefused(frame(0x81, 0, 5, "SNKP\0\1\0\0{}"), "a hello of call 5, not 0");
    assertRefused(
        frame(0x81, 0, 0, "SNKP\0\1\0\0{}".getBytes(UTF_8), new byte[1]),
        "a hello with attachments");
  }

  private static void assertRefused(byte[] hello, String what) throws Exception {
    try (FakeWorker fake = FakeWorker.starting(Carrier.SOCKET)) {
      fake.write(hello);
      assertThatThrownBy(fake::worker)
          .cause()
          .hasMessageStartingWith("no hello that can be read: the worker sent " + what + ";");
    }
  }

  @Test
  void killsAWorkerThatSaysNothingForTheWholeBudget(@TempDir Path directory) {
    FakeRequest request = new FakeRequest("silent", directory);
    request.startBudget = Duration.ofMillis(300);
    request.options = Map.of("carrier", "pipes");

    assertThatThrownBy(() -> open(request).get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(WorkerOpenException.class)
        .hasMessageContaining("no hello within 300 ms");
    assertThat(request.launched.join().events).contains("kill");
  }

  @Test
  void killsAWorkerThatDoesNotConnect(@TempDir Path directory) {
    FakeRequest request = new FakeRequest("pipesOnly", directory);
    request.options = Map.of("carrier", "socket");
    request.startBudget = Duration.ofMillis(300);

    assertThatThrownBy(() -> open(request).get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(WorkerOpenException.class)
        .hasMessageContaining("didn't connect")
        .hasMessageContaining("carrier=pipes");
    assertThat(request.launched.join().events).containsExactly("kill");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void noticesAWorkerThatEndsBeforeItConnects(@TempDir Path directory) {
    FakeRequest request = new FakeRequest("shortLived", directory);
    request.options = Map.of("carrier", "socket");
    CompletableFuture<?> opening = open(request);
    request.launched.join().die(FakeProcess.status(1));

    assertThatThrownBy(() -> opening.get(30, TimeUnit.SECONDS))
        .cause()
        .hasMessage("the worker exited with status 1 before it connected");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void letsGoOfAWorkerForWhichThereIsNoMemory(@TempDir Path directory) throws Exception {
    FakeRequest request = new FakeRequest("w", directory);
    request.options = Map.of("carrier", "socket");
    request.shortage = new OutOfMemoryError("of this test");
    CompletableFuture<Worker> opening = new StdioAdapter().open(request).toCompletableFuture();
    FakeProcess process = request.launched.get(30, TimeUnit.SECONDS);
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(process.arguments.get(1)));

      assertThatThrownBy(() -> opening.get(30, TimeUnit.SECONDS)).hasCause(request.shortage);

      assertThat(process.events).contains("kill");
      assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Carriers
  void passesOnTheWorkersOwnErrorAndKillsIt(Carrier carrier) throws Exception {
    WorkerStartException refusal =
        new WorkerStartException(ErrorCode.WORKER_START_FAILED, "no tools", null, null);
    try (FakeWorker fake = FakeWorker.starting(carrier)) {
      fake.request.refusal = refusal;
      fake.write(hello("json"));

      assertThatThrownBy(fake::worker).cause().isSameAs(refusal);
      assertThat(fake.process.events).contains("kill");
    }
  }

  @Test
  void usesTheSocketOnlyWhereAReadOfAPipeCannotBeWoken(@TempDir Path directory) {
    FakeRequest request = new FakeRequest("auto", directory);
    CompletableFuture<?> opening = open(request);
    FakeProcess process = request.launched.join();
    process.die(FakeProcess.status(0));
    opening.handle((worker, failure) -> worker).join();

    assertThat(process.arguments.contains("--connect")).isNotEqualTo(OtherEnd.canBeFound());
  }

  @Test
  void usesPipesWhereASocketsPathWouldBeTooLong(@TempDir Path directory) throws Exception {
    Path deep = Files.createDirectory(directory.resolve("d".repeat(100)));
    FakeRequest request = new FakeRequest("deep", deep);
    CompletableFuture<?> opening = open(request);
    FakeProcess process = request.launched.join();
    process.die(FakeProcess.status(0));
    opening.handle((worker, failure) -> worker).join();

    assertThat(process.arguments).doesNotContain("--connect");
  }

  private static CompletableFuture<?> open(FakeRequest request) {
    return new StdioAdapter().open(request).toCompletableFuture();
  }
}
