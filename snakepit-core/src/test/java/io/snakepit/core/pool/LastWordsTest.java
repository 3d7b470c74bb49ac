package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.PoolConfig;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose lines are the last words of a worker. */
class LastWordsTest {

  private final PoolErrors errors = new PoolErrors("default", mock(PoolConfig.class));
  private final AttemptOwner owner = mock(AttemptOwner.class);
  private final Placement placement =
      new Placement(
          owner,
          errors,
          new CallQueue(PoolConfig.builder().build(), errors),
          new Roster(),
          new Aftermath());
  private final LaunchedProcess process = mock(LaunchedProcess.class);
  private final List<String> written = new ArrayList<>();
  private final PooledWorker worker =
      new PooledWorker(
          "w-1", mock(Generation.class), mock(Worker.class), process, mock(Timer.class), 0, 1);

  @BeforeEach
  void theProcessIsGone() {
    when(process.exit())
        .thenReturn(CompletableFuture.completedStage(new ProcessExit(OptionalInt.of(3), null)));
    doReturn(CompletableFuture.completedStage(null)).when(process).stderrDrained();
    when(process.describe(new ProcessExit(OptionalInt.of(3), null))).thenReturn("exited");
    when(process.stderrLines()).thenAnswer(asked -> (long) written.size());
    when(process.stderrTail(anyLong()))
        .thenAnswer(
            asked -> written.subList(Math.toIntExact(asked.getArgument(0)), written.size()));
    written.add("of the start");
    placement.take(worker);
  }

  @Test
  void theFirstCallHasThoseOfTheStart() {
    placement.assign(call(), worker, 0);
    written.add("of the call");

    assertThat(words(List.of("f"))).containsExactly("of the start", "of the call");
  }

  @Test
  void aCallHasThoseSinceItBegan() {
    run("of another call");
    written.add("of nobody");
    placement.assign(call(), worker, 0);
    written.add("of the call");

    assertThat(words(List.of("f"))).containsExactly("of the call");
  }

  @Test
  void aCallThatWroteNothingHasNone() {
    run("of another call");
    placement.assign(call(), worker, 0);

    assertThat(words(List.of("f"))).isEmpty();
  }

  @Test
  void ofCallsBesideEachOtherAllHaveThoseSinceTheWorkerWasIdle() {
    run("of another call");
    WorkerAttempt first = placement.assign(call(), worker, 0);
    written.add("of the first");
    placement.assign(call(), worker, 0);
    placement.release(ran(first));
    written.add("of the second");

    assertThat(words(List.of("f"))).containsExactly("of the first", "of the second");
  }

  @Test
  void aWorkerThatDiesIdleHasThemAll() {
    run("of a call");
    written.add("of nobody");

    assertThat(words(List.of())).containsExactly("of the start", "of a call", "of nobody");
  }

  @Test
  void aCallThatDidNotRunLeavesThoseOfTheStartToTheNext() {
    placement.release(placement.assign(call(), worker, 0));
    placement.assign(call(), worker, 0);

    assertThat(words(List.of("f"))).containsExactly("of the start");
  }

  private void run(String line) {
    WorkerAttempt attempt = placement.assign(call(), worker, 0);
    written.add(line);
    placement.release(ran(attempt));
  }

  private static WorkerAttempt ran(WorkerAttempt attempt) {
    attempt.onComplete();
    assertThat(attempt.hasRun()).isTrue();
    return attempt;
  }

  private List<String> words(List<String> running) {
    return worker.obituary("", running).toCompletableFuture().join().stderr();
  }

  private static PendingCall call() {
    PendingCall call = mock(PendingCall.class);
    CallSpec spec = mock(CallSpec.class);
    when(call.spec()).thenReturn(spec);
    when(call.isEnded()).thenReturn(true);
    return call;
  }
}
