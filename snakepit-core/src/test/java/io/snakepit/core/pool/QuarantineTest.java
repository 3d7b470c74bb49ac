package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.TimeoutConfig;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.call.SessionRef;
import io.snakepit.core.host.CallLineage;
import io.snakepit.core.time.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a worker that runs what doesn't stop, and of what runs beside it (S3). */
class QuarantineTest {

  private final Dispatcher dispatcher = mock(Dispatcher.class);
  private final ManualTimer timer = new ManualTimer();
  private final List<PooledWorker> replaced = new ArrayList<>();
  private final Quarantine quarantine =
      new Quarantine(dispatcher, TimeoutConfig.defaults().withDrain(Duration.ofSeconds(30)), timer);
  private final AttemptOwner owner = mock(AttemptOwner.class);
  private final PooledWorker worker = mock(PooledWorker.class);
  private final WorkerAttempt overdue = attempt();
  private final WorkerAttempt beside = attempt();

  @BeforeEach
  void runBoth() {
    quarantine.onQuarantine(replaced::add);
    when(dispatcher.condemn(overdue)).thenReturn(List.of(overdue, beside));
    when(beside.isStarted()).thenReturn(true);
  }

  @Test
  void whatHasSettledJustInTimeCostsNoWorker() {
    when(dispatcher.condemn(overdue)).thenReturn(List.of());
    quarantine.overdue(overdue);
    timer.turn(Duration.ofMinutes(1));
    verify(worker, never()).killHung(anyString(), any());
  }

  @Test
  void whatRunsBesideItHasABoundedTime() {
    quarantine.overdue(overdue);
    assertThat(replaced).containsExactly(worker);
    timer.turn(Duration.ofSeconds(29));
    verify(worker, never()).killHung(anyString(), any());
    timer.turn(Duration.ofSeconds(1));
    verify(worker).killHung(contains("did not stop"), any());
  }

  @Test
  void itEndsWithTheLastThatRunsBesideIt() {
    quarantine.overdue(overdue);
    quarantine.settled(worker);
    verify(worker, never()).killHung(anyString(), any());

    when(beside.call().isEnded()).thenReturn(true);
    quarantine.settled(worker);
    verify(worker).killHung(contains("did not stop"), any());
  }

  @Test
  void theEndOfAWorkerThatDiesByItselfIsItsOwn() {
    quarantine.overdue(overdue);
    when(beside.call().isEnded()).thenReturn(true);
    when(worker.isDead()).thenReturn(true);
    quarantine.settled(worker);
    timer.turn(Duration.ofMinutes(1));
    verify(worker, never()).killHung(anyString(), any());
  }

  @Test
  void whatWasOnlySentAheadIsNotWaitedFor() {
    when(beside.isStarted()).thenReturn(false);
    quarantine.overdue(overdue);
    verify(worker).killHung(anyString(), any());
  }

  @Test
  void whatHasItsOutcomeIsNotWaitedFor() {
    when(beside.call().isEnded()).thenReturn(true);
    quarantine.overdue(overdue);
    verify(worker).killHung(anyString(), any());
  }

  @Test
  void whatItRunsOnTopOfIsNotWaitedFor() {
    CallLineage lineage =
        new CallLineage(null, "outer", "default", "w-1", null, Map.of(), 0, beside);
    when(overdue.call().spec().lineage()).thenReturn(lineage);
    quarantine.overdue(overdue);
    verify(worker).killHung(anyString(), any());
  }

  @Test
  void aCallOfASessionIsNotTakenForItsEnd() {
    when(overdue.call().spec().session()).thenReturn(mock(SessionRef.class));
    when(beside.isStarted()).thenReturn(false);
    quarantine.overdue(overdue);
    verify(worker).killHung(contains("tool 'add' did not stop"), any());
  }

  private WorkerAttempt attempt() {
    CallSpec spec = mock(CallSpec.class);
    when(spec.tool()).thenReturn("add");
    PendingCall call = mock(PendingCall.class);
    when(call.spec()).thenReturn(spec);
    WorkerAttempt attempt = mock(WorkerAttempt.class);
    when(attempt.call()).thenReturn(call);
    when(attempt.worker()).thenReturn(worker);
    when(attempt.owner()).thenReturn(owner);
    return attempt;
  }
}
