package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.batch;
import static io.snakepit.stdio.WireWriter.hostCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerLoss;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** A worker that calls the JVM again and again, and doesn't read what it is answered. */
@Timeout(60)
class UnreadAnswersTest {

  private final RecordingListener listener =
      new RecordingListener() {
        @Override
        public void onHostCall(HostRequest request) {
          request.fail(Payload.EMPTY);
        }
      };

  @Carriers
  void endTheWorkerBeforeTheyFillTheHeap(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.unary(1, "asks"), Payload.EMPTY, listener);

      call(fake, 100_000);

      WorkerLoss loss = fake.worker().lost().toCompletableFuture().get(30, TimeUnit.SECONDS);
      assertThat(loss.kind()).isEqualTo(WorkerLoss.Kind.PROTOCOL);
      assertThat(loss.reason()).contains("without reading the answers");
      assertThat(listener.whenSettled()).containsExactly("failure PROTOCOL", "settled");
    }
  }

  private static void call(FakeWorker fake, int times) {
    byte[] thousand =
        batch(Collections.nCopies(1000, hostCall(1, 1, "tool", "")).toArray(byte[][]::new));
    try {
      for (int written = 0; written < times; written += 1000) {
        fake.write(thousand);
      }
    } catch (IOException e) {
      // The JVM has had enough.
    }
  }
}
