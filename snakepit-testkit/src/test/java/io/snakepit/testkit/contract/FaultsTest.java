package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.COUNT;
import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.spi.Failure;
import io.snakepit.spi.WorkerLoss;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fault.Fault;
import io.snakepit.testkit.fault.FaultInjector;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What a worker does when a fault was injected: wrong, but within the contract. */
class FaultsTest extends ContractRules {

  /** Longer than anything here takes. */
  private static final Duration LONG = Duration.ofHours(1);

  private final FaultInjector faults =
      FaultInjector.over(FakeAdapter.of(FakeContractTools.create()));
  private final ContractSubject subject = new FakeSubject(faults.adapter(), Duration.ofSeconds(10));

  FaultsTest() {
    super(() -> null);
  }

  @Override
  ContractSubject subject() {
    return subject;
  }

  @Test
  void aCrashEndsTheCallAndItsWorkerAndNoOther() {
    WorkerUnderTest worker = open();
    WorkerUnderTest neighbour = open();
    faults.next(Fault.crash());

    RecordedCall call = worker.call(ECHO).with("value", 1).announced().begin();

    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.LOST);
    call.awaitSettled();
    assertThat(call.signals()).containsExactly(Signal.STARTED, Signal.FAILURE, Signal.SETTLED);
    assertThat(worker.awaitLost())
        .isEqualTo(new WorkerLoss(WorkerLoss.Kind.GONE, "was crashed by an injected fault", null));
    neighbour.assertHealthy();
    assertThat(faults.pending()).isEmpty();
  }

  @Test
  void aHangEndsWithItsWorkerOnly() {
    WorkerUnderTest worker = open();
    faults.next(ECHO, Fault.hang());
    RecordedCall call = worker.call(ECHO).with("value", 1).announced().begin();

    call.cancel();
    worker.assertHealthy();
    assertThat(call.signals()).containsExactly(Signal.STARTED);
    worker.stopAndAwaitLost();

    assertThat(call.signals()).containsExactly(Signal.STARTED, Signal.FAILURE, Signal.SETTLED);
  }

  @Test
  void aSlowCallIsCarriedOutAllTheSame() {
    faults.next(COUNT, Fault.slow(Duration.ofMillis(20)));
    RecordedCall call = open().call(COUNT).with("to", 5).credit(1).begin();

    call.request(10);

    call.awaitSuccess();
    assertThat(call.items()).hasSize(5);
  }

  @Test
  void aSlowCallThatIsCancelledIsWithdrawn() {
    faults.next(Fault.slow(LONG));
    RecordedCall call = open().call(ECHO).with("value", 1).begin();

    call.cancel();

    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.WITHDRAWN);
    call.awaitSettled();
  }

  @Test
  void aCallMayBeSlowForEver() {
    faults.next(Fault.slow(ChronoUnit.FOREVER.getDuration()));
    RecordedCall call = open().call(ECHO).with("value", 1).begin();

    call.cancel();

    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.WITHDRAWN);
  }

  @Test
  void aFaultThatCouldNeverComeAboutIsRefused() {
    assertThatThrownBy(() -> faults.next(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> faults.next(null, Fault.hang()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> faults.next(ECHO, null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> faults.always(null, Fault.hang()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> faults.always(ECHO, null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Fault.slow(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSlowCallEndsWithItsWorker() {
    WorkerUnderTest worker = open();
    faults.next(Fault.slow(LONG));
    RecordedCall call = worker.call(ECHO).with("value", 1).begin();

    worker.stopAndAwaitLost();

    assertThat(call.signals()).containsExactly(Signal.FAILURE, Signal.SETTLED);
  }

  @Test
  void garbageIsDamageToTheWire() {
    WorkerUnderTest worker = open();
    faults.next(Fault.garbage());

    RecordedCall call = worker.call(ECHO).with("value", 1).begin();

    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.PROTOCOL);
    assertThat(worker.awaitLost().kind()).isEqualTo(WorkerLoss.Kind.PROTOCOL);
  }

  @Test
  void halfAFrameIsABrokenConnection() {
    WorkerUnderTest worker = open();
    faults.next(Fault.halfFrame());

    RecordedCall call = worker.call(ECHO).with("value", 1).begin();

    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.LOST);
    assertThat(worker.awaitLost().kind()).isEqualTo(WorkerLoss.Kind.GONE);
  }

  @Test
  void aRefusedWorkerSaysWhyAndTheNextOpens() {
    faults.refuseNextWorker("no room");

    assertThatThrownBy(() -> begin(opening(OpenPlan.plain())).get())
        .hasCauseInstanceOf(WorkerOpenException.class)
        .hasMessageContaining("no room");
    open().assertHealthy();
  }

  @Test
  void faultsOfAToolComeFirstThenThoseForAnyCallThenThoseForAlways() {
    WorkerUnderTest worker = open();
    faults.always(ECHO, Fault.crash()).next(Fault.hang()).next(ECHO, Fault.slow(LONG));
    RecordedCall slow = worker.call(ECHO).with("value", 1).announced().begin();
    RecordedCall hangs = worker.call(ECHO).with("value", 1).announced().begin();
    assertThat(slow.signals()).isEmpty();
    assertThat(hangs.signals()).containsExactly(Signal.STARTED);
    assertThat(faults.pending()).isEmpty();

    worker.call(ECHO).with("value", 1).begin();

    worker.awaitLost();
  }

  @Test
  void whatIsClearedDoesNotComeAboutAndSessionsEndUnhurt() {
    faults.next(Fault.crash()).next(ECHO, Fault.crash()).refuseNextWorker("no room");
    assertThat(faults.pending()).hasSize(3);

    faults.clear();
    WorkerUnderTest worker = open();
    worker.assertHealthy();

    faults.next(Fault.crash());
    worker.call("$session.end").session("a").value();
    assertThat(faults.pending()).containsExactly("CRASH at any call");
  }
}
