package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.CALL_HOST;
import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static io.snakepit.testkit.contract.ContractTools.EXIT;
import static io.snakepit.testkit.contract.ContractTools.NAP;
import static io.snakepit.testkit.contract.ContractTools.STUBBORN;
import static io.snakepit.testkit.contract.ContractTools.TOUCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.snakepit.api.Capability;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.WorkerLoss;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How workers end, and what becomes of their calls. */
abstract class LifeRules extends ContractRules {

  LifeRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @Test
  void required_S7_anIdleWorkerAnswersAProbe() {
    open().awaitProbe();
  }

  @Test
  void required_S7_aProbeOfADeadWorkerFails() {
    WorkerUnderTest worker = open();
    worker.stopAndAwaitLost();

    assertThat(worker.spi().probe().toCompletableFuture()).failsWithin(patience());
  }

  @Test
  void required_S7_anIdleWorkerThatIsStoppedEndsByItself() {
    WorkerUnderTest worker = open();

    worker.spi().stop(longGrace());

    assertThat(worker.awaitLost().kind()).isEqualTo(WorkerLoss.Kind.STOPPED);
  }

  @Test
  void required_S7_aLostWorkerHasNoProcess() {
    needsProcess();
    WorkerUnderTest worker = open();
    CompletionStage<Boolean> gone = worker.lost().thenApply(loss -> !worker.hasProcess());

    worker.stopAndAwaitLost();

    assertWas("the process gone when the worker was lost", gone);
  }

  @Test
  void required_S7_stoppingTwiceIsStoppingOnce() {
    WorkerUnderTest worker = open();

    worker.spi().stop(longGrace());
    worker.spi().stop(longGrace());
    worker.awaitLost();
    worker.spi().stop(longGrace());

    assertThat(worker.lost() == worker.lost()).as("the same stage each time").isTrue();
  }

  @Test
  void required_S2_killingSettlesWhatRuns() {
    WorkerUnderTest worker = open();
    RecordedCall running = worker.call(STUBBORN).announced().begin();
    running.awaitSignals(Signal.STARTED, 1);
    CompletionStage<Boolean> gone = running.settled().thenApply(settled -> !worker.hasProcess());

    worker.stopAndAwaitLost();

    assertThat(running.awaitFailure().kind()).isEqualTo(Failure.Kind.LOST);
    running.awaitSettled();
    assertWas("the process gone when its call settled", gone);
  }

  @Test
  void required_S7_aShorterGraceWins() {
    WorkerUnderTest worker = open();
    worker.call(STUBBORN).announced().begin().awaitSignals(Signal.STARTED, 1);

    worker.spi().stop(longGrace());

    worker.stopAndAwaitLost();
  }

  @Test
  void required_S13_whatAWorkerIsAndThatItEndsIsAskedWithoutWaiting() {
    WorkerUnderTest worker = open();

    assertThat(worker.info().tools()).isNotEmpty();
    assertThat(worker.lost().toCompletableFuture()).isNotDone();
  }

  @Test
  void required_S13_probesAndStopsDoNotWait() {
    WorkerUnderTest worker = open();
    worker.call(STUBBORN).announced().begin().awaitSignals(Signal.STARTED, 1);

    assertReturns("probe", () -> worker.spi().probe());
    assertReturns("stop", () -> worker.spi().stop(longGrace()));
  }

  @Test
  void required_S11_aWorkerThatIsRetiredEndsTheCallThatItRuns() {
    WorkerUnderTest worker = open();
    Path woken = mark("woken");
    RecordedCall running = worker.call(NAP).with("mark", woken.toString()).announced().begin();
    running.awaitSignals(Signal.STARTED, 1);

    worker.spi().stop(longGrace());
    makeLate(woken);

    assertThat(running.awaitValue()).isEqualTo("rested");
    assertThat(worker.awaitLost().kind()).isEqualTo(WorkerLoss.Kind.STOPPED);
  }

  @Test
  void required_S11_aWorkerThatIsRetiredStillHearsItsHost() {
    needs(Capability.HOST_CALLS);
    WorkerUnderTest worker = open();
    RecordedCall running =
        worker.call(CALL_HOST).with("tool", "slow").with("value", 1).unanswered().begin();
    HostRequest asked = running.awaitHostCall();

    worker.spi().stop(longGrace());
    asked.reply(subject().codec().encode("answered"));

    assertThat(running.awaitValue()).isEqualTo("answered");
    assertThat(worker.awaitLost().kind()).isEqualTo(WorkerLoss.Kind.STOPPED);
  }

  @Test
  void required_S11_aReplacementOpensBesideTheWorkerThatItReplaces() {
    WorkerUnderTest replaced = open();
    replaced.call(STUBBORN).announced().begin().awaitSignals(Signal.STARTED, 1);

    WorkerUnderTest replacement = open();
    replacement.assertHealthy();
    replaced.stopAndAwaitLost();

    replacement.assertHealthy();
  }

  @Test
  void required_S1_deathEndsEveryCallBeforeTheWorkerIsLost() {
    WorkerUnderTest worker = open();
    RecordedCall running = worker.call(STUBBORN).announced().begin();
    running.awaitSignals(Signal.STARTED, 1);
    List<RecordedCall> calls =
        List.of(
            running,
            worker.call(ECHO).with("value", 1).announced().begin(),
            worker.call(TOUCH).with("mark", mark("never").toString()).announced().begin());

    worker.stopAndAwaitLost();

    assertThat(calls)
        .allSatisfy(
            call -> {
              assertThat(call.outcomes()).isEqualTo(1);
              assertThat(call.count(Signal.SETTLED)).isEqualTo(1);
            });
  }

  @Test
  void required_S2_callsThatHadNotStartedWhenTheWorkerDiedNeverSaidSo() {
    WorkerUnderTest worker = open();
    RecordedCall running = worker.call(EXIT).with("status", 3).announced().begin();
    RecordedCall waiting =
        worker.call(TOUCH).with("mark", mark("never").toString()).announced().begin();

    worker.awaitLost();

    assertThat(running.signals()).startsWith(Signal.STARTED);
    assertThat(waiting.signals()).containsExactly(Signal.FAILURE, Signal.SETTLED);
    assertThat(mark("never")).doesNotExist();
  }

  @Test
  void required_S1_beginningOnADeadWorkerIsAnOutcome() {
    WorkerUnderTest worker = open();
    worker.stopAndAwaitLost();

    RecordedCall call = worker.call(ECHO).with("value", 1).begin();

    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.LOST);
    call.awaitSettled();
    call.cancel();
    call.request(1);
    assertThat(call.signals()).containsExactly(Signal.FAILURE, Signal.SETTLED);
  }

  @Test
  void required_S12_aDeathNamesItsCause() {
    WorkerUnderTest worker = open();

    Failure failure = worker.call(EXIT).with("status", 3).begin().awaitFailure();

    assertThat(failure.kind()).isEqualTo(Failure.Kind.LOST);
    assertThat(failure.message()).isNotBlank();
    WorkerLoss loss = worker.awaitLost();
    assertThat(loss.kind()).isEqualTo(WorkerLoss.Kind.GONE);
    assertThat(loss.reason()).isNotBlank();
  }

  /** So long that a worker which is only killed when it has passed isn't lost in time. */
  private Duration longGrace() {
    return patience().multipliedBy(6);
  }

  @Test
  void untested_S7_workersEndWhenTheirJvmIsKilled() {
    abort("needs a JVM of its own to kill");
  }
}
