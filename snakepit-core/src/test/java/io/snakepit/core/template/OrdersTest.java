package io.snakepit.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.core.process.LaunchedProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrdersTest {

  /** A pipe that takes its time. */
  private static final class SlowPipe extends OutputStream {

    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch isRead = new CountDownLatch(1);

    @Override
    public void write(byte[] line) {
      inside.incrementAndGet();
      try {
        isRead.await();
      } catch (InterruptedException unexpected) {
        throw new IllegalStateException(unexpected);
      }
      inside.decrementAndGet();
    }

    @Override
    public void write(int part) throws IOException {
      throw new IOException("orders are whole lines");
    }
  }

  private final LaunchedProcess process = mock(LaunchedProcess.class);
  private final Orders orders = new Orders("t-1", process);

  @Test
  void theyAreGivenOneAtATime() throws Exception {
    SlowPipe pipe = new SlowPipe();
    when(process.stdin()).thenReturn(pipe);
    Thread first = start(() -> orders.drop(1));
    await().until(() -> pipe.inside.get() == 1);
    Thread second = start(() -> orders.drop(2));

    await().until(() -> second.getState() == Thread.State.BLOCKED || pipe.inside.get() == 2);

    assertThat(pipe.inside).hasValue(1);
    pipe.isRead.countDown();
    first.join();
    second.join();
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Test
  void whatATemplateThatIsGoneCantBeToldFailsNobody() {
    when(process.stdin()).thenReturn(new PipedOutputStream()); // with nobody at its other end
    orders.drop(1);
  }
}
