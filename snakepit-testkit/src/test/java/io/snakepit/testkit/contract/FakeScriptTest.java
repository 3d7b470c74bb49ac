package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.COUNT;
import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static io.snakepit.testkit.contract.ContractTools.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.WorkerStartException;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeAdapterBuilder;
import io.snakepit.testkit.fake.FakeBehaviours;
import io.snakepit.testkit.fake.FakeOpening;
import io.snakepit.testkit.fake.FakeTools;
import io.snakepit.testkit.fake.JsonText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Fake workers do what their script says. */
class FakeScriptTest extends ContractRules {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FakeTools tools = FakeContractTools.create();
  private final FakeAdapterBuilder script = FakeAdapter.builder(tools);

  private ContractSubject subject;

  FakeScriptTest() {
    super(() -> null);
  }

  @Override
  ContractSubject subject() {
    if (subject == null) {
      subject = new FakeSubject(script.build(), PATIENCE);
    }
    return subject;
  }

  @Test
  void inlineToolsHaveRunWhenBeginReturns() {
    script.inline();

    RecordedCall call = open().call(ECHO).with("value", 1).begin();

    assertThat(call.signals()).containsExactly(Signal.ITEM, Signal.COMPLETE, Signal.SETTLED);
  }

  @Test
  void inlineStreamsMoveWithDemandAndEndWithACancel() {
    script.inline();
    RecordedCall stream = open().call(COUNT).with("to", 100).credit(2).begin();
    assertThat(stream.items()).hasSize(2);

    stream.request(1);
    assertThat(stream.items()).hasSize(3);

    stream.cancel();
    assertThat(stream.signals()).endsWith(Signal.FAILURE, Signal.SETTLED).hasSize(5);
  }

  @Test
  void aWorkerDiesOnItsScriptedCall() {
    script.diesOnCall(2);
    WorkerUnderTest worker = open();

    worker.assertHealthy();

    RecordedCall second = worker.call(ECHO).with("value", 2).begin();
    assertThat(second.awaitFailure().kind()).isEqualTo(Failure.Kind.LOST);
    worker.awaitLost();
  }

  @Test
  void aWorkerRunsAsManyCallsAtOnceAsItSays() {
    script.concurrency(2);
    WorkerUnderTest worker = open(OpenPlan.plain().concurrency(2));

    worker.call(WAIT).announced().begin().awaitSignals(Signal.STARTED, 1);
    worker.call(WAIT).announced().begin().awaitSignals(Signal.STARTED, 1);

    assertThat(worker.spi().info().concurrency()).isEqualTo(2);
  }

  @Test
  void whateverAToolThrowsIsItsError() {
    tools.unary(
        "recurse",
        call -> {
          throw new StackOverflowError("for ever");
        });
    WorkerUnderTest worker = open();

    RecordedCall call = worker.call("recurse").begin();

    assertThat(call.awaitFailure().kind()).isEqualTo(Failure.Kind.REMOTE);
    call.awaitSettled();
    worker.assertHealthy();
  }

  @Test
  void aCallSettlesWhenItsScriptSaysSo() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    tools.unary("slow_to_settle", FakeBehaviours.settleAfter(gate));
    RecordedCall call = open().call("slow_to_settle").begin();
    call.awaitSuccess();
    assertThat(call.count(Signal.SETTLED)).isZero();

    gate.complete(null);

    call.awaitSettled();
  }

  @Test
  void sessionsKeepTheirStateUntilTheyEnd() {
    tools.unary(
        "visit",
        call ->
            JsonText.payload(
                String.valueOf(call.session().merge("visits", 1, (a, b) -> (int) a + (int) b))));
    WorkerUnderTest worker = open();

    assertThat(worker.call("visit").session("a").value()).isEqualTo(1L);
    assertThat(worker.call("visit").session("a").value()).isEqualTo(2L);
    assertThat(worker.call("visit").session("b").value()).isEqualTo(1L);
    worker.call("$session.end").session("a").value();
    assertThat(worker.call("visit").session("a").value()).isEqualTo(1L);
  }

  @Test
  void theListOfToolsIsReadAnew() {
    WorkerUnderTest worker = open();
    tools.unary("added", FakeBehaviours.echo());

    assertThat(Values.list(worker.call("$tools").value()))
        .anyMatch(tool -> "added".equals(Values.map(tool).get("name")));
  }

  @Test
  void aWorkerSaysHelloWhenToldTo() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    script.opening(FakeOpening.after(gate));
    CompletableFuture<Worker> worker = begin(opening(OpenPlan.plain()));
    assertThat(worker).isNotDone();

    gate.complete(null);

    assertThat(worker).isCompleted();
  }

  @Test
  void aWorkerThatSaysNoHelloFailsInTime() {
    script.opening(FakeOpening.never());
    subject = new FakeSubject(script.build(), Duration.ofMillis(10));

    // Not by begin(): so short a patience is for the hello, and would hold for the return as well.
    CompletableFuture<Worker> worker =
        subject.adapter().open(opening(OpenPlan.plain())).toCompletableFuture();

    assertThat(worker)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(WorkerOpenException.class);
  }

  @Test
  void aRefusedOpeningSaysWhy() {
    script.opening(FakeOpening.refuse("no room"));

    assertThatThrownBy(() -> begin(opening(OpenPlan.plain())).get())
        .hasCauseInstanceOf(WorkerOpenException.class)
        .hasMessageContaining("no room");
  }

  @Test
  void aScriptedHelloIsPassedToTheHandshake() {
    script.helloAnswer("{\"error\": {\"code\": \"NO_TOOLS\", \"message\": \"none found\"}}");

    assertThatThrownBy(() -> begin(opening(OpenPlan.plain())).get())
        .hasCauseInstanceOf(WorkerStartException.class)
        .hasMessageContaining("none found");
  }

  @Test
  void theAdapterKnowsItsLivingWorkers() {
    WorkerUnderTest worker = open();
    FakeAdapter adapter = (FakeAdapter) subject().adapter();
    assertThat(adapter.workers()).hasSize(1);

    adapter.workers().get(0).kill("by the test");

    assertThat(worker.awaitLost().reason()).isEqualTo("by the test");
    assertThat(adapter.workers()).isEmpty();
  }
}
