package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.TimeoutConfig;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rounds through the workers, by a clock that is turned by hand. */
class StragglersTest {

  private final Timer timer = mock(Timer.class);
  private final WorkerAttempt attempt = mock(WorkerAttempt.class);
  private final List<WorkerAttempt> overdue = new ArrayList<>();
  private final Stragglers stragglers =
      new Stragglers(
          TimeoutConfig.defaults()
              .withCancelGrace(Duration.ofSeconds(5))
              .withCall(Duration.ofSeconds(60)),
          timer,
          overdue::add);
  private final PooledWorker worker =
      new PooledWorker("w-1", mock(Generation.class), mock(Worker.class), null, timer, 0, 0);

  @BeforeEach
  void runOn() {
    worker.active.add(attempt);
    when(attempt.lingers()).thenReturn(true);
    at(0);
  }

  @Test
  void isReportedOnceItsGraceIsOver() {
    at(4);
    assertThat(overdue).isEmpty();

    at(5);
    at(6);

    assertThat(overdue).containsExactly(attempt);
  }

  @Test
  void oneThatSettlesInTimeIsForgotten() {
    when(attempt.lingers()).thenReturn(false);
    at(3);
    when(attempt.lingers()).thenReturn(true);
    at(6);

    assertThat(overdue).isEmpty();
  }

  @Test
  void oneWhoseWorkerIsGoneIsForgotten() {
    stragglers.look(List.of());
    at(6);

    assertThat(overdue).isEmpty();
  }

  @Test
  void theEndOfASessionMayTakeAsLongAsACall() {
    when(attempt.lingers()).thenReturn(false);
    at(1);
    when(attempt.endsSession()).thenReturn(true);
    at(2);
    at(61);
    assertThat(overdue).isEmpty();

    at(62);
    at(63);

    assertThat(overdue).containsExactly(attempt);
  }

  @Test
  void whereCallsMayTakeForEverSessionsMayEndForEver() {
    Stragglers patient =
        new Stragglers(TimeoutConfig.defaults().withCall(Duration.ZERO), timer, overdue::add);
    when(attempt.lingers()).thenReturn(false);
    when(attempt.endsSession()).thenReturn(true);

    patient.look(List.of(worker));
    patient.look(List.of(worker));

    assertThat(overdue).isEmpty();
  }

  private void at(int second) {
    when(timer.nanoTime()).thenReturn(Duration.ofSeconds(second).toNanos());
    stragglers.look(List.of(worker));
  }
}
