package io.snakepit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerOpenException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a hello may be, whatever the limit of other frames is. */
class HelloTest {

  private static final int LIMIT = 1 << 20;

  @TempDir Path folder;
  private FakeWorker fake;
  private CompletableFuture<Worker> opening;

  @BeforeEach
  void open() throws Exception {
    fake = FakeWorker.serve();
    FakeRequest request = new FakeRequest(folder);
    request.options = Map.of("carrier", "tcp");
    request.process = fake.process();
    assertThat(request.limits.frameBytes()).isGreaterThan(2 * LIMIT);
    opening = new GrpcAdapter().open(request).toCompletableFuture();
    fake.next();
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void aLongOneIsTaken() throws Exception {
    fake.say(FakeWorker.hello("x".repeat(LIMIT - 100)));

    opening.get(30, TimeUnit.SECONDS).stop(Duration.ZERO);
  }

  @Test
  void oneBeyondTheLimitEndsTheWorker() throws Exception {
    fake.say(FakeWorker.hello("x".repeat(LIMIT + 1)));

    assertThatThrownBy(() -> opening.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(WorkerOpenException.class)
        .hasMessageContaining("a hello of 1048577 bytes, the limit is 1048576");
  }
}
