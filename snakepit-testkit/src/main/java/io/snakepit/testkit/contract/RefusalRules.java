package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.CALL_HOST;
import static io.snakepit.testkit.contract.ContractTools.COUNT;
import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static io.snakepit.testkit.contract.ContractTools.STUBBORN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.snakepit.api.Capability;
import io.snakepit.spi.Payload;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What an adapter or its worker can't do is refused clearly, and hurts nothing else. */
abstract class RefusalRules extends ContractRules {

  RefusalRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @Test
  void required_S12_theWorkerDeclinesWhatTheSubjectDeclines() {
    assertThat(open().info().capabilities())
        .as("the subject declares all that adapter and worker can do")
        .filteredOn(subject().adapter().capabilities()::contains)
        .containsExactlyInAnyOrderElementsOf(subject().capabilities());
  }

  @Test
  void required_S12_withoutMultiplexingAWorkerRunsOneCallAtATime() {
    declines(Capability.MULTIPLEXING);

    assertThat(open(OpenPlan.plain().concurrency(3)).info().concurrency()).isEqualTo(1);
  }

  @Test
  void required_S12_withoutStreamingAStreamFails() {
    declines(Capability.STREAMING);
    WorkerUnderTest worker = open();

    assertFails(worker, worker.call(COUNT).with("to", 3).credit(3));
  }

  @Test
  void required_S12_withoutBinaryAttachmentsFail() {
    declines(Capability.BINARY);
    WorkerUnderTest worker = open();
    Payload plain = subject().codec().encode(Map.of("value", 1));
    Payload attached = new Payload(plain.body(), List.of(ByteBuffer.allocate(3)));

    assertFails(worker, worker.call(ECHO).encoded(attached));
  }

  @Test
  void required_S12_withoutHostCallsACallToTheHostFails() {
    declines(Capability.HOST_CALLS);
    WorkerUnderTest worker = open();

    assertFails(worker, worker.call(CALL_HOST).with("tool", "any").with("value", 1));
  }

  @Test
  void required_S14_withoutReentranceANestedCallFails() {
    declines(Capability.REENTRANT);
    needs(Capability.HOST_CALLS);
    WorkerUnderTest worker = open();
    RecordedCall parent =
        worker
            .call(CALL_HOST)
            .with("tool", "nest")
            .with("value", 1)
            .onHostCall(
                (call, request) -> {
                  RecordedCall nested =
                      worker.call(ECHO).with("value", 1).inside(call.id()).begin();
                  nested.ended().thenAccept(ended -> request.reply(outcome(ended.isPresent())));
                })
            .begin();

    assertThat(parent.awaitValue()).isEqualTo("refused");
  }

  @Test
  void required_S3_withoutCancellationACancelIsIgnored() {
    declines(Capability.CANCELLATION);
    WorkerUnderTest worker = open();
    RecordedCall call = worker.call(STUBBORN).announced().begin();
    call.awaitSignals(Signal.STARTED, 1);

    call.cancel();

    worker.stopAndAwaitLost();
    call.awaitFailure();
    call.awaitSettled();
  }

  private Payload outcome(boolean failed) {
    return subject().codec().encode(failed ? "refused" : "ran");
  }

  private void assertFails(WorkerUnderTest worker, CallPlan plan) {
    RecordedCall call = plan.begin();
    call.awaitFailure();
    call.awaitSettled();
    worker.assertHealthy();
  }

  private void declines(Capability capability) {
    if (subject().capabilities().contains(capability)) {
      abort("has " + capability);
    }
  }
}
