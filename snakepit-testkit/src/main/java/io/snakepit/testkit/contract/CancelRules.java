package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static io.snakepit.testkit.contract.ContractTools.LINGER;
import static io.snakepit.testkit.contract.ContractTools.NAP;
import static io.snakepit.testkit.contract.ContractTools.STUBBORN;
import static io.snakepit.testkit.contract.ContractTools.TOUCH;
import static io.snakepit.testkit.contract.ContractTools.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Capability;
import io.snakepit.spi.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cancel asks the code to stop, hits no other call, and lies about nothing. */
abstract class CancelRules extends ContractRules {

  CancelRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @BeforeEach
  void needsCancellation() {
    needs(Capability.CANCELLATION);
  }

  @Test
  void required_S3_aCancelStopsRunningCode() {
    WorkerUnderTest worker = open();
    RecordedCall call = worker.call(WAIT).announced().begin();
    call.awaitSignals(Signal.STARTED, 1);

    call.cancel();

    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.REMOTE);
    call.awaitSettled();
    worker.assertHealthy();
  }

  @Test
  void required_S3_aCancelReturnsThoughTheCodeRunsOn() {
    WorkerUnderTest worker = open();
    RecordedCall call = worker.call(STUBBORN).announced().begin();
    call.awaitSignals(Signal.STARTED, 1);

    assertReturns("cancel", call::cancel);

    worker.stopAndAwaitLost();
    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.LOST);
  }

  @Test
  void required_S2_aCallHasNotSettledWhileItsCodeRuns() {
    WorkerUnderTest worker = open();
    RecordedCall call =
        worker
            .call(LINGER)
            .with("begun", mark("begun").toString())
            .with("mark", mark("done").toString())
            .begin();
    CompletionStage<Boolean> done = call.settled().thenApply(ok -> Files.exists(mark("done")));
    Waits.until("the tool runs", subject(), () -> Files.exists(mark("begun")));

    call.cancel();

    assertWas("the code at its end when the call settled", done);
    worker.assertHealthy();
  }

  @Test
  void required_S2_aCallThatHasNotStartedIsWithdrawn() {
    WorkerUnderTest worker = open();
    RecordedCall running = worker.call(WAIT).announced().begin();
    running.awaitSignals(Signal.STARTED, 1);
    RecordedCall waiting =
        worker.call(TOUCH).with("mark", mark("never").toString()).announced().begin();

    waiting.cancel();

    // A worker may look at its input only when its call ends.
    running.cancel();
    assertThat(waiting.awaitFailure().kind()).isEqualTo(Failure.Kind.WITHDRAWN);
    waiting.awaitSettled();
    running.awaitSettled();
    worker.assertHealthy();
    assertThat(waiting.signals()).containsExactly(Signal.FAILURE, Signal.SETTLED);
    assertThat(mark("never")).doesNotExist();
  }

  @Test
  void required_S3_aCancelOfAWaitingCallSparesTheRunningOne() {
    WorkerUnderTest worker = open();
    Path woken = mark("woken");
    RecordedCall running = worker.call(NAP).with("mark", woken.toString()).announced().begin();
    running.awaitSignals(Signal.STARTED, 1);
    RecordedCall waiting = worker.call(ECHO).with("value", 1).announced().begin();

    waiting.cancel();
    makeLate(woken);

    assertThat(running.awaitValue()).isEqualTo("rested");
    waiting.awaitSettled();
  }

  @Test
  void required_S3_aCancelThatMeetsTheStartStopsTheCode() {
    WorkerUnderTest worker = open();

    for (int i = 0; i < 20; i++) {
      RecordedCall first = worker.call(ECHO).with("value", i).announced().begin();
      RecordedCall next = worker.call(WAIT).announced().begin();
      // The worker begins the next one now; that it has isn't known here yet.
      CompletionStage<Void> cancelled = first.ended().thenRun(next::cancel);

      assertThat(cancelled).as("the first call ends").succeedsWithin(patience());
      next.awaitFailure();
      next.awaitSettled();
    }
    worker.assertHealthy();
  }

  @Test
  void required_S3_lateAndRepeatedCancelsHitNobody() {
    WorkerUnderTest worker = open();

    for (int i = 0; i < 50; i++) {
      RecordedCall call = worker.call(ECHO).with("value", i).begin();
      call.awaitSuccess();
      call.cancel();
      call.awaitSettled();
      call.cancel();
      worker.assertHealthy();
    }
  }

  @Test
  void required_S1_aCancelThatMeetsTheOutcomeLeavesOneOfThem() {
    WorkerUnderTest worker = open();

    for (int i = 0; i < 100; i++) {
      RecordedCall call = worker.call(ECHO).with("value", i).begin();
      call.cancel();
      call.awaitSettled();
      assertThat(call.outcomes()).isEqualTo(1);
    }
    worker.assertHealthy();
  }
}
