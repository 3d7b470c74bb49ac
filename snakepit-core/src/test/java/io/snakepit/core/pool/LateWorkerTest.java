package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.PoolClosedException;
import io.snakepit.api.PoolConfig;
import io.snakepit.core.generation.Generation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker that was started for one generation and is ready when the next one has taken over. */
class LateWorkerTest {

  private final Dispatcher dispatcher =
      new Dispatcher(
          mock(AttemptOwner.class),
          PoolConfig.builder().build(),
          new PoolErrors("late", mock(PoolConfig.class)));

  @Test
  void itIsNotTaken() {
    dispatcher.takeOver(List.of(worker(2)));
    assertThat(dispatcher.add(worker(1))).isFalse();
    assertThat(dispatcher.workers()).hasSize(1);
  }

  @Test
  void oneOfTheNewGenerationIs() {
    dispatcher.takeOver(List.of(worker(2)));
    assertThat(dispatcher.add(worker(2))).isTrue();
    assertThat(dispatcher.workers()).hasSize(2);
  }

  @Test
  void aGenerationThatTakesOverAClosedPoolIsNotEither() {
    PoolClosedException closed = new PoolClosedException("closed");
    dispatcher.close(call -> closed);
    assertThatThrownBy(() -> dispatcher.takeOver(List.of(worker(2))))
        .isInstanceOf(PoolClosedException.class);
    assertThat(dispatcher.workers()).isEmpty();
  }

  private static PooledWorker worker(int number) {
    Generation generation = mock(Generation.class);
    when(generation.number()).thenReturn(number);
    PooledWorker worker = mock(PooledWorker.class);
    when(worker.generation()).thenReturn(generation);
    return worker;
  }
}
