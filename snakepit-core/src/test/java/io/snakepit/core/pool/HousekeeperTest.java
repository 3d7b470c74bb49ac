package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.RecycleConfig;
import io.snakepit.api.RestartConfig;
import io.snakepit.core.time.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;

/** Rounds through the workers, by a clock that is turned by hand. */
class HousekeeperTest {

  private final ManualTimer timer = new ManualTimer();
  private final List<PooledWorker> renewals = new ArrayList<>();
  private final List<Boolean> held = new ArrayList<>();
  private final PooledWorker worker = mock(PooledWorker.class);
  private final Housekeeper housekeeper =
      new Housekeeper(
          dispatcher(),
          RecycleConfig.defaults().withAfterCalls(1).withJitter(0),
          new Delays(
              RestartConfig.defaults().withInitialDelay(Duration.ofSeconds(10)).withJitter(0)),
          timer,
          mock(Stragglers.class),
          renewals::add);

  private Dispatcher dispatcher() {
    when(worker.calls()).thenReturn(1L);
    when(worker.canLeave()).thenReturn(true);
    when(worker.isAccepting()).thenReturn(true);
    Dispatcher dispatcher = mock(Dispatcher.class);
    when(dispatcher.workers())
        .thenAnswer(
            asked -> {
              held.add(Thread.holdsLock(housekeeper()));
              return List.of(worker);
            });
    when(dispatcher.locked(ArgumentMatchers.<Supplier<Boolean>>any()))
        .thenAnswer(
            asked -> {
              held.add(Thread.holdsLock(housekeeper()));
              return asked.<Supplier<?>>getArgument(0).get();
            });
    return dispatcher;
  }

  private Housekeeper housekeeper() {
    return housekeeper;
  }

  @Test
  void theDispatcherIsAskedWithoutALockHeld() {
    housekeeper.start();
    timer.turn(Duration.ofSeconds(1));
    assertThat(renewals).containsExactly(worker);
    assertThat(held).isNotEmpty().doesNotContain(true);
  }

  @Test
  void aRenewalWithoutASuccessorIsTriedAgainLaterEachTime() {
    housekeeper.start();
    timer.turn(Duration.ofSeconds(1));
    housekeeper.notRenewed();
    timer.turn(Duration.ofSeconds(9));
    assertThat(renewals).hasSize(1);
    timer.turn(Duration.ofSeconds(1));
    assertThat(renewals).hasSize(2);

    housekeeper.notRenewed();
    timer.turn(Duration.ofSeconds(19));
    assertThat(renewals).hasSize(2);
    timer.turn(Duration.ofSeconds(1));
    assertThat(renewals).hasSize(3);

    housekeeper.renewed();
    timer.turn(Duration.ofSeconds(1));
    housekeeper.notRenewed();
    timer.turn(Duration.ofSeconds(10));
    assertThat(renewals).hasSize(5);
  }

  @Test
  void aRenewalThatEndedWithItsWorkerHoldsUpNoOther() {
    housekeeper.start();
    timer.turn(Duration.ofSeconds(2));
    assertThat(renewals).hasSize(1);
    when(worker.isDead()).thenReturn(true);
    timer.turn(Duration.ofSeconds(1));
    assertThat(renewals).hasSize(2);
  }

  @Test
  void aWorkerThatIsToGoAnywayIsNotRenewed() {
    when(worker.isAccepting()).thenReturn(false);
    housekeeper.start();
    timer.turn(Duration.ofSeconds(2));
    assertThat(renewals).isEmpty();
  }

  @Test
  void aWorkerWithWhichASessionWouldBeLostIsLeftAlone() {
    when(worker.canLeave()).thenReturn(false);
    housekeeper.start();
    timer.turn(Duration.ofSeconds(2));
    assertThat(renewals).isEmpty();
  }

  @Test
  void theirMemoryIsMeasuredInEveryRound() {
    housekeeper.start();
    timer.turn(Duration.ofSeconds(2));
    verify(worker, times(2)).measureMemory();
  }
}
