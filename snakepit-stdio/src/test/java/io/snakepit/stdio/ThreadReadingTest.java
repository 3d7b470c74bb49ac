package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadReadingTest {

  private final CompletableFuture<Throwable> ended = new CompletableFuture<>();

  /** Its thread would die of it, and nobody would read any more. */
  @Test
  void whereThereIsNoMemoryToReadTheWorkerEnds() throws Exception {
    InputStream exhausted =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] bytes, int offset, int length) {
            throw new OutOfMemoryError();
          }
        };
    Inbound inbound =
        new NothingComes() {
          @Override
          public void onEndOfStream(@Nullable IOException cause) {
            ended.complete(cause);
          }
        };

    new ThreadReading(
            "exhausted", exhausted, inbound, new Lookout(new Spin(new AtomicInteger(), 0)))
        .start();

    assertThat(ended.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(OutOfMemoryError.class);
  }
}
