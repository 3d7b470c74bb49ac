package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LedReadingTest {

  private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
  private final Exhausted source = new Exhausted();

  /** Its thread would die of it, and nobody would read any more. */
  @Test
  void whereThereIsNoMemoryToReadTheWorkerEnds() throws Exception {
    Inbound inbound = new Ended();
    Lead lead = new Lead(inbound::needsReader, null);
    LedReading reading = new LedReading("exhausted", source, inbound, lead, new Spin());
    reading.start();

    assertThat(ended.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(OutOfMemoryError.class);
    await().until(() -> source.closed);
  }

  private static final class Exhausted implements Source {

    private volatile boolean closed;

    @Override
    public boolean poll() {
      throw new OutOfMemoryError();
    }

    @Override
    public void await(long nanos) {
      throw new OutOfMemoryError();
    }

    @Override
    public void wakeUp() {}

    @Override
    public void close() {
      closed = true;
    }
  }

  private final class Ended extends NothingComes {

    @Override
    public void onEndOfStream(@Nullable IOException cause) {
      ended.complete(cause);
    }
  }
}
