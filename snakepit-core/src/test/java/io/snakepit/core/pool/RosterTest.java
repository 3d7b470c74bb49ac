package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.WorkerState;
import io.snakepit.api.WorkerStatus;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The workers of a pool, as they are shown. */
class RosterTest {

  @Test
  void theyAreInTheOrderOfTheirNumbers() {
    Roster roster = new Roster();
    List.of("default-10", "default-2", "default-9", "default-11")
        .forEach(id -> roster.add(worker(id)));

    assertThat(roster.statuses())
        .extracting(WorkerStatus::id)
        .containsExactly("default-2", "default-9", "default-10", "default-11");
  }

  private static PooledWorker worker(String id) {
    PooledWorker worker = mock(PooledWorker.class);
    when(worker.status())
        .thenReturn(
            new WorkerStatus(
                id,
                1,
                "fake",
                "fake",
                OptionalLong.empty(),
                WorkerState.IDLE,
                List.of(),
                0,
                Duration.ZERO,
                OptionalLong.empty(),
                List.of()));
    return worker;
  }
}
