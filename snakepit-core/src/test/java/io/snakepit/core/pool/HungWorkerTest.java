package io.snakepit.core.pool;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.core.generation.Generation;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.time.ManualTimer;
import io.snakepit.spi.Worker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A worker that hangs shows what it does before it is killed. */
class HungWorkerTest {

  private static final String REASON = "tool 'f' did not stop";

  private final ManualTimer timer = new ManualTimer();
  private final Worker spi = mock(Worker.class);
  private final LaunchedProcess process = mock(LaunchedProcess.class);
  private final PooledWorker worker =
      new PooledWorker("w-1", mock(Generation.class), spi, process, timer, 0, 0);

  @Test
  void itHasAMomentForIt() {
    when(process.showStacks()).thenReturn(true);

    worker.killHung(REASON, null);
    verify(spi, never()).stop(Duration.ZERO);

    timer.turn(Duration.ofSeconds(1));
    verify(spi).stop(Duration.ZERO);
  }

  @Test
  void oneThatCanNotIsKilledAtOnce() {
    worker.killHung(REASON, null);

    verify(spi).stop(Duration.ZERO);
  }
}
