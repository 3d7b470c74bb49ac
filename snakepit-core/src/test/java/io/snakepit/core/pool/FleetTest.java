package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.RestartConfig;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.generation.GenerationPlan;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** Starts that end in every order. */
class FleetTest {

  private final IllegalStateException noMemory = new IllegalStateException("no memory");
  private final Error noThread = new Error("no thread"); // an OutOfMemoryError would end JUnit

  private final CompletableFuture<PooledWorker> first = new CompletableFuture<>();
  private final CompletableFuture<PooledWorker> second = new CompletableFuture<>();
  private final CompletableFuture<PooledWorker> third = new CompletableFuture<>();
  private final Fleet.Crew crew = mock(Fleet.Crew.class);
  private final Timer timer = mock(Timer.class);
  private final List<Runnable> tasks = new ArrayList<>();
  private final WorkerStarter starter = starter();
  private final Fleet fleet = new Fleet(plan(RestartConfig.defaults()), starter, timer, crew);
  private final PooledWorker worker = worker();
  private final PooledWorker another = worker();

  private WorkerStarter starter() {
    WorkerStarter starter = mock(WorkerStarter.class);
    when(starter.start(any()))
        .thenReturn(first)
        .thenReturn(second)
        .thenReturn(third)
        .thenReturn(new CompletableFuture<>());
    return starter;
  }

  private static GenerationPlan plan(RestartConfig restart) {
    PoolConfig config = mock(PoolConfig.class);
    when(config.workers()).thenReturn(2);
    when(config.restart()).thenReturn(restart);
    GenerationPlan plan = mock(GenerationPlan.class);
    when(plan.config()).thenReturn(config);
    return plan;
  }

  private static PooledWorker worker() {
    Worker spi = mock(Worker.class);
    when(spi.lost()).thenReturn(new CompletableFuture<>());
    PooledWorker worker = mock(PooledWorker.class);
    when(worker.spi()).thenReturn(spi);
    when(worker.age()).thenReturn(Duration.ZERO);
    when(worker.generation()).thenReturn(mock(Generation.class));
    return worker;
  }

  @Test
  void theLastFailureDoesNotEndAFleetThatJustGotAWorker() {
    doAnswer(told -> second.completeExceptionally(noMemory)).when(crew).ready(worker);
    CompletableFuture<Generation> started = fleet.start().toCompletableFuture();
    first.complete(worker);
    assertThat(started).isCompleted();
  }

  @Test
  void aFailureIsToldWhileOthersStillStart() {
    CompletableFuture<Generation> started = fleet.start().toCompletableFuture();
    first.completeExceptionally(noMemory);
    verify(crew).notStarted(noMemory);
    assertThat(started).isNotDone();
  }

  @Test
  void aFleetThatHasAllItsWorkersAfterFailedStartsSaysSoOnce() {
    brittle(CompletableFuture.failedFuture(noMemory));
    lose(worker);
    runDue(); // and its replacement can't start
    verify(crew, never()).complete(any());

    when(timer.nanoTime()).thenReturn(5_000_000_000L);
    PooledWorker replacement = worker();
    when(starter.start(any())).thenReturn(CompletableFuture.completedFuture(replacement));
    runDue();
    verify(crew).complete(new FailedStarts.Series(1, Duration.ofSeconds(5)));
  }

  @Test
  void theLastOfOnlyFailuresIsItsEnd() {
    CompletableFuture<Generation> started = fleet.start().toCompletableFuture();
    first.completeExceptionally(new IllegalStateException("no space"));
    second.completeExceptionally(noMemory);
    verify(crew, never()).notStarted(noMemory);
    assertThat(started).failsWithin(Duration.ZERO).withThrowableThat().withCause(noMemory);
  }

  @Test
  void whoClosesItIsGivenTheWorkersThatNoRosterHas() {
    fleet.start();
    first.complete(worker);
    assertThat(fleet.close()).containsExactly(worker);
    PooledWorker late = worker();
    second.complete(late);
    verify(late).retire(Duration.ZERO);
    assertThat(fleet.close()).containsExactly(worker);
  }

  @Test
  void aBrokenFleetHasOneProbeAtATime() {
    breakDown(CompletableFuture.failedFuture(noMemory));
    for (int round = 0; round < 3; round++) {
      runDue();
    }
    verify(crew).broken(any());
    assertThat(tasks).hasSize(1);
  }

  @Test
  void aBrokenFleetIsBrokenByWhatItsLastProbeFailedOf() {
    Fleet brittle = brittle(CompletableFuture.failedFuture(noMemory));
    lose(worker);
    lose(another);
    assertThat(brittle.brokenBy()).isPresent().isNotEqualTo(Optional.of(noMemory));
    runDue();
    assertThat(brittle.brokenBy()).containsSame(noMemory);
  }

  @Test
  void aFleetStaysBrokenWhenOneEndsThatWasReplacedBefore() {
    when(worker.calls()).thenReturn(1L);
    Fleet brittle = brittle(CompletableFuture.failedFuture(noMemory));
    brittle.replaceEarly(worker); // and its replacement can't start
    lose(another);
    assertThat(brittle.brokenBy()).isPresent();
    lose(worker);
    assertThat(brittle.brokenBy()).isPresent();
  }

  @Test
  void aFleetThatIsMendedHasAllItsTriesAgain() {
    PooledWorker mending = worker();
    breakDown(third);
    when(starter.start(any())).thenReturn(third).thenReturn(new CompletableFuture<>());
    third.complete(mending);
    runDue();
    InOrder order = inOrder(crew);
    order.verify(crew).ready(mending);
    order.verify(crew).mended();
    lose(mending); // the first of two
    verify(crew).broken(any());
  }

  @Test
  void onlySoManyStartAtOnce() {
    PoolConfig many = plan(RestartConfig.defaults()).config();
    when(many.workers()).thenReturn(1_000);
    GenerationPlan plan = mock(GenerationPlan.class);
    when(plan.config()).thenReturn(many);
    new Fleet(plan, starter, timer, crew).start();
    int atOnce = Math.max(2, Runtime.getRuntime().availableProcessors());
    verify(starter, times(atOnce)).start(plan);

    first.complete(worker);
    verify(starter, times(atOnce + 1)).start(plan);
  }

  @Test
  void whatIsReplacedAfterADelayIsReplacedOnceThatIsOver() {
    brittle(third);
    lose(worker);
    verify(starter, times(2)).start(any());
    runDue();
    verify(starter, times(3)).start(any());
  }

  @Test
  void aFleetIsNotBrokenWhileItHasAWorker() {
    PooledWorker last = worker();
    Fleet brittle = brittle(third);
    lose(worker);
    runDue();
    third.complete(last);
    lose(last); // the second start in a row that came to nothing

    assertThat(brittle.brokenBy()).isEmpty();
    verify(crew, never()).broken(any());
  }

  @Test
  void whatTryingAgainDoesNotMendIsItsEndAtOnce() {
    CompletableFuture<Generation> started = fleet.start().toCompletableFuture();
    first.completeExceptionally(new ConfigurationException("no such tool file"));
    assertThat(started).isCompletedExceptionally();
  }

  @Test
  void aWorkerThatThePoolKilledIsNoStartThatCameToNothing() {
    serveWithBoth();
    when(worker.killing()).thenReturn(new Killing("it was in the way", null));
    lose(worker);
    verify(timer, never()).schedule(anyLong(), any());
    verify(starter, times(3)).start(any());
  }

  @Test
  void aWorkerThatHasWaitedLongForACallIsNoStartThatCameToNothing() {
    serveWithBoth();
    when(worker.age()).thenReturn(Duration.ofSeconds(11));
    lose(worker);
    verify(starter, times(3)).start(any()); // at once
  }

  @Test
  void aWorkerThatIsReplacedEarlyIsReplacedOnce() {
    serveWithBoth();
    fleet.replaceEarly(worker);
    verify(starter, times(3)).start(any());
    lose(worker);
    fleet.replaceEarly(worker);
    verify(starter, times(3)).start(any());
  }

  @Test
  void aWorkerWhoseSuccessorCannotStartGoesOn() {
    serveWithBoth();
    fleet.renew(worker);
    third.completeExceptionally(noMemory);
    verify(crew).notStarted(noMemory);
    verify(crew).notSucceeded(worker);
    verify(crew, never()).succeed(any(), any());
  }

  @Test
  void aStartThatCannotEvenBeBegunIsOneThatFailed() {
    brittle(third);
    when(starter.start(any())).thenThrow(noThread).thenReturn(third);
    when(worker.calls()).thenReturn(1L);
    lose(worker);
    verify(crew).notStarted(noThread);

    runDue();
    PooledWorker replacement = worker();
    third.complete(replacement);
    verify(crew).ready(replacement);
  }

  @Test
  void aSuccessorWhoseStartCannotEvenBeBegunIsOneThatCouldNotStart() {
    serveWithBoth();
    when(starter.start(any())).thenThrow(noThread);
    fleet.renew(worker);
    verify(crew).notStarted(noThread);
    verify(crew).notSucceeded(worker);
  }

  @Test
  void aSuccessorThatCannotStartInAFleetThatHasGoneIsNoNews() {
    serveWithBoth();
    fleet.renew(worker);
    fleet.close();
    third.completeExceptionally(noMemory);
    verify(crew, never()).notStarted(any());
  }

  @Test
  void aSuccessorIsReplacedLikeAnyOtherWhenItGoes() {
    serveWithBoth();
    fleet.renew(worker);
    PooledWorker successor = worker();
    when(successor.calls()).thenReturn(1L);
    when(crew.succeed(worker, successor)).thenReturn(true);
    third.complete(successor);
    verify(crew, never()).notSucceeded(worker);
    lose(successor);
    verify(crew).gone(eq(successor), any());
    verify(starter, times(4)).start(any());
  }

  @Test
  void aSuccessorIsSentAwayWhereItsPredecessorIsKept() {
    serveWithBoth();
    fleet.renew(worker);
    PooledWorker successor = worker();
    third.complete(successor);
    verify(successor).retire(Duration.ZERO);
    verify(crew).notSucceeded(worker);

    lose(successor);
    verify(crew, never()).gone(any(), any()); // nobody heard of it
    verify(starter, times(3)).start(any());
    when(worker.calls()).thenReturn(1L);
    lose(worker);
    verify(starter, times(4)).start(any());
  }

  @Test
  void aSuccessorIsSentAwayWhereItsPredecessorHasGone() {
    serveWithBoth();
    fleet.renew(worker);
    lose(worker);
    PooledWorker successor = worker();
    third.complete(successor);
    verify(successor).retire(Duration.ZERO);
    verify(crew, never()).ready(successor);
  }

  @Test
  void aSuccessorIsSentAwayWhereTheFleetHasGone() {
    serveWithBoth();
    fleet.renew(worker);
    fleet.close();
    PooledWorker successor = worker();
    third.complete(successor);
    verify(successor).retire(Duration.ZERO);
    verify(crew, never()).ready(successor);
  }

  @Test
  void aWorkerThatIsNotOfTheFleetGetsNoSuccessor() {
    serveWithBoth();
    PooledWorker another = worker();
    fleet.renew(another);
    verify(crew).notSucceeded(another);
    verify(starter, times(2)).start(any());
  }

  /** Who waits for its end looks at the pool next. */
  @Test
  void aWorkerHasGoneOnceItsPoolHasTakenNoteOfThat() {
    serveWithBoth();
    lose(worker);
    InOrder order = inOrder(crew, worker);
    order.verify(crew).gone(eq(worker), any());
    order.verify(worker).markGone();
  }

  private void serveWithBoth() {
    fleet.start();
    first.complete(worker);
    second.complete(worker());
  }

  /** Both workers die young: two starts in a row that came to nothing. */
  private void breakDown(CompletableFuture<PooledWorker> next) {
    brittle(next);
    lose(worker);
    lose(another);
  }

  /** A fleet that serves with both workers, and breaks when two starts come to nothing. */
  private Fleet brittle(CompletableFuture<PooledWorker> next) {
    when(timer.schedule(anyLong(), any()))
        .thenAnswer(
            scheduled -> {
              tasks.add(scheduled.getArgument(1));
              return mock(Timer.Scheduled.class);
            });
    when(starter.start(any())).thenReturn(first).thenReturn(second).thenReturn(next);
    Fleet brittle = new Fleet(plan(RestartConfig.defaults().withLimit(2)), starter, timer, crew);
    brittle.start();
    first.complete(worker);
    second.complete(another);
    return brittle;
  }

  private void runDue() {
    List<Runnable> due = List.copyOf(tasks);
    tasks.clear();
    due.forEach(Runnable::run);
  }

  private static void lose(PooledWorker worker) {
    WorkerLoss loss = new WorkerLoss(WorkerLoss.Kind.GONE, "died", null);
    worker.spi().lost().toCompletableFuture().complete(loss);
  }
}
