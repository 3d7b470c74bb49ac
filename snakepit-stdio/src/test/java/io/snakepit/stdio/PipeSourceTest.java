package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class PipeSourceTest {

  @Test
  void closedItIsKeptByNobodyHoweverLongItWasToBeReadFrom() throws Exception {
    WeakReference<PipeSource> closed = new WeakReference<>(readAndClosed());

    await()
        .until(
            () -> {
              System.gc();
              return closed.get() == null;
            });
    assertThat(closed.get()).isNull();
  }

  private static PipeSource readAndClosed() throws Exception {
    FakeProcess process = new FakeProcess(List.of());
    process.fromWorker.sink().write(ByteBuffer.wrap(new byte[1]));
    PipeSource source =
        new PipeSource(
            process.stdout(), OtherEnd.ofStdout(process).orElseThrow(), new NothingComes());
    source.await(TimeUnit.DAYS.toNanos(1));
    source.close();
    process.fromWorker.close();
    return source;
  }
}
