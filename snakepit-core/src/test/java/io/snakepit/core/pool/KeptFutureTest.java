package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Payload;
import io.snakepit.testkit.fake.FakeTools;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A future that an application keeps, as a cache does, keeps its result and nothing else. */
class KeptFutureTest {

  private final FakeTools tools =
      new FakeTools().unary("count", call -> Payload.of("1".getBytes(StandardCharsets.UTF_8)));

  @Test
  void itDoesNotKeepTheArgumentsOfItsCall() {
    try (Snakepit pit = FakePit.start(tools, pool -> {})) {
      byte[] large = new byte[1 << 20];
      WeakReference<byte[]> arguments = new WeakReference<>(large);
      CompletableFuture<Result> kept = pit.executeAsync("count", Map.of("data", large));
      large = null;

      assertThat(kept.join().as(Integer.class)).isOne();
      await()
          .until(
              () -> {
                System.gc();
                return arguments.get() == null;
              });
      assertThat(kept).isCompleted();
    }
  }
}
