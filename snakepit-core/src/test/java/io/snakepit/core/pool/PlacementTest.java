package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.Capability;
import io.snakepit.api.PoolConfig;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.host.CallLineage;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which of several workers a call goes to. */
class PlacementTest {

  private final PoolErrors errors = new PoolErrors("default", mock(PoolConfig.class));
  private final AttemptOwner owner = mock(AttemptOwner.class);
  private final CallQueue queue = new CallQueue(PoolConfig.builder().build(), errors);
  private final Placement placement =
      new Placement(owner, errors, queue, new Roster(), new Aftermath());
  private final Generation generation = mock(Generation.class);
  private final PooledWorker one = worker(0);
  private final PooledWorker other = worker(0);

  @Test
  void theOneThatWasUsedLastIsUsedAgain() {
    placement.take(one);
    placement.take(other);
    assertThat(placement.pick(call(null))).isSameAs(other);
    placement.release(placement.assign(ended(null), one, 0));
    assertThat(placement.pick(call(null))).isSameAs(one);
  }

  @Test
  void theOneThatIsToHaveASuccessorIsUsedLast() {
    placement.take(other);
    placement.take(one);
    placement.spare(one);
    assertThat(placement.pick(call(null))).isSameAs(other);
    placement.release(placement.assign(ended(null), one, 0));
    assertThat(placement.pick(call(null))).isSameAs(other);
    placement.shut(other);
    assertThat(placement.pick(call(null))).isSameAs(one);
  }

  @Test
  void thoseThatRunCallsAlreadyAreGivenMoreInTurn() {
    PooledWorker first = worker(2);
    PooledWorker second = worker(2);
    placement.assign(call(null), first, 0);
    placement.assign(call(null), second, 0);
    assertThat(placement.pick(call(null))).isSameAs(first);
    placement.assign(call(null), first, 0);
    assertThat(placement.pick(call(null))).isSameAs(second);
  }

  @Test
  void anAffinityKeyFindsTheWorkerThatServedItLast() {
    serve("key");
    assertThat(placement.pick(call("key"))).isSameAs(one);
    assertThat(placement.pick(call("another"))).isSameAs(other);
  }

  @Test
  void anAffinityKeyWaitsForNoWorkerThatIsBusy() {
    serve("key");
    placement.assign(call("key"), one, 0);
    assertThat(placement.pick(call("key"))).isSameAs(other);
  }

  @Test
  void anAffinityKeyFindsNoWorkerThatIsDead() {
    serve("key");
    one.markDead();
    assertThat(placement.pick(call("key"))).isSameAs(other);
  }

  /** Then it is idle, but not the one that was used last. */
  private void serve(String key) {
    placement.release(placement.assign(ended(key), one, 0));
    placement.take(other);
  }

  @Test
  void aCallRunsOnTopOnlyOfWhatCanAndDoesWaitForIt() {
    WorkerAttempt ancestor = mock(WorkerAttempt.class);
    when(ancestor.worker()).thenReturn(one);
    when(ancestor.awaitsHost()).thenReturn(true);
    assertThat(placement.canNest(ancestor)).isFalse();
    when(generation.can(Capability.REENTRANT)).thenReturn(true);
    assertThat(placement.canNest(ancestor)).isTrue();
    when(ancestor.awaitsHost()).thenReturn(false);
    assertThat(placement.canNest(ancestor)).isFalse();
    when(ancestor.awaitsHost()).thenReturn(true);
    one.markDead();
    assertThat(placement.canNest(ancestor)).isFalse();
  }

  @Test
  void aCallThatHasWaitedWaitsOnWhereItCannotRunOnTop() {
    WorkerAttempt ancestor = mock(WorkerAttempt.class);
    when(ancestor.worker()).thenReturn(one);
    when(ancestor.owner()).thenReturn(owner);
    PendingCall call = call(null);
    when(call.spec().arguments()).thenReturn(Payload.of(new byte[0]));
    when(call.spec().lineage())
        .thenReturn(new CallLineage(null, "f", "default", "w-1", null, Map.of(), 0, ancestor));
    assertThat(placement.placeWaiting(call)).isNull();
    assertThat(queue.calls()).isEqualTo(1);
  }

  private PooledWorker worker(int prefetch) {
    return new PooledWorker(
        "w-1", generation, mock(Worker.class), null, mock(Timer.class), 0, prefetch);
  }

  private static PendingCall ended(@Nullable String near) {
    PendingCall call = call(near);
    when(call.isEnded()).thenReturn(true);
    return call;
  }

  private static PendingCall call(@Nullable String near) {
    CallSpec spec = mock(CallSpec.class);
    when(spec.near()).thenReturn(near);
    PendingCall call = mock(PendingCall.class);
    when(call.spec()).thenReturn(spec);
    return call;
  }
}
