package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.host.CallLineage;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Worker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a nested call must not wait for, since that waits for its ancestor. */
class NestedTurnsTest {

  private final AttemptOwner owner = mock(AttemptOwner.class);
  private final NestedTurns turns = new NestedTurns(owner, new Roster());
  private final PooledWorker worker =
      new PooledWorker(
          "w", mock(Generation.class), mock(Worker.class), null, mock(Timer.class), 0, 0);
  private final PooledSession session =
      new PooledSession("one", mock(DefaultPool.class), mock(PoolErrors.class));

  private static PendingCall call(CallLineage lineage) {
    CallSpec spec = mock(CallSpec.class);
    when(spec.lineage()).thenReturn(lineage);
    PendingCall call = mock(PendingCall.class);
    when(call.spec()).thenReturn(spec);
    return call;
  }

  /** A call nested in one that the worker runs. */
  private PendingCall nested() {
    WorkerAttempt ancestor = new WorkerAttempt(mock(PendingCall.class), worker, 1, 0, owner);
    worker.active.add(ancestor);
    return call(new CallLineage(null, "outer", "p", "w", null, Map.of(), Timer.NEVER, ancestor));
  }

  @Test
  void aSessionThatHasNothingToDoKeepsNobody() {
    session.pin(worker);
    assertThat(turns.areKeptFrom(session, nested())).isFalse();
  }

  @Test
  void aCallThatWaitsForTheWorkerDoes() {
    session.pin(worker);
    session.turn = mock(PendingCall.class);
    assertThat(turns.areKeptFrom(session, nested())).isTrue();
  }

  /** It was closed on another thread, which is about to have it ended. */
  @Test
  void theEndOfAClosedOneDoesAlthoughItIsYetToCome() {
    session.pin(worker);
    session.markClosed();
    assertThat(turns.areKeptFrom(session, nested())).isTrue();
  }
}
