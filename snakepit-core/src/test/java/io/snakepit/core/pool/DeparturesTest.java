package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.TimeoutConfig;
import io.snakepit.core.time.ManualTimer;
import io.snakepit.core.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that have their successor. */
class DeparturesTest {

  private final Dispatcher dispatcher = mock(Dispatcher.class);
  private final PooledWorker successor = mock(PooledWorker.class);

  @BeforeEach
  void letThemGo() {
    when(dispatcher.succeed(any(), any())).thenReturn(true);
  }

  @Test
  void oneThatIsKeptHasNoBound() {
    PooledWorker worker = mock(PooledWorker.class);
    when(dispatcher.succeed(worker, successor)).thenReturn(false);
    ManualTimer timer = new ManualTimer();
    Departures departures = new Departures(dispatcher, TimeoutConfig.defaults(), timer);

    assertThat(departures.succeed(worker, successor)).isFalse();

    departures.vacated(worker); // as later, when others have their successors
    timer.turn(TimeoutConfig.defaults().drain());
    verify(worker, never()).retire(any());
    verify(worker, never()).killHung(anyString(), any());
  }

  @Test
  void aBoundThatIsOverAtOnceEndsTheWorkerAllTheSame() {
    PooledWorker worker = mock(PooledWorker.class);
    doReturn(new CompletableFuture<>()).when(worker).gone();
    TimeoutConfig none = TimeoutConfig.defaults().withDrain(Duration.ZERO);

    new Departures(dispatcher, none, new EagerTimer()).succeed(worker, successor);

    await().untilAsserted(() -> verify(worker).killHung(anyString(), any()));
  }

  @Test
  void oneThatDiedByItselfIsNotKilledWhenItsTimeIsUp() {
    CompletableFuture<?> gone = new CompletableFuture<>();
    PooledWorker worker = mock(PooledWorker.class);
    doReturn(gone).when(worker).gone();
    ManualTimer timer = new ManualTimer();

    new Departures(dispatcher, TimeoutConfig.defaults(), timer).succeed(worker, successor);
    gone.complete(null);
    timer.turn(TimeoutConfig.defaults().drain());

    verify(worker, never()).killHung(anyString(), any());
  }

  @Test
  void oneThatDiesByItselfAsItsTimeIsUpIsNotKilled() {
    CompletableFuture<?> gone = new CompletableFuture<>();
    PooledWorker worker = mock(PooledWorker.class);
    doReturn(gone).when(worker).gone();
    when(worker.unendedCalls())
        .thenAnswer(
            counting -> {
              gone.complete(null);
              return 1;
            });
    ManualTimer timer = new ManualTimer();
    Departures departures = new Departures(dispatcher, TimeoutConfig.defaults(), timer);

    CompletableFuture<Integer> cutShort = departures.departAll(List.of(worker));
    timer.turn(TimeoutConfig.defaults().drain());

    verify(worker, never()).killHung(anyString(), any());
    assertThat(cutShort).isCompletedWithValue(0);
  }

  /** Is through with a task, where it can be, before who scheduled it goes on. */
  private static final class EagerTimer implements Timer {

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public Scheduled schedule(long delayNanos, Runnable task) {
      Thread thread = new Thread(task);
      thread.start();
      await()
          .until(
              () ->
                  Set.of(Thread.State.BLOCKED, Thread.State.TERMINATED)
                      .contains(thread.getState()));
      return () -> {};
    }

    @Override
    public void close() {}
  }
}
