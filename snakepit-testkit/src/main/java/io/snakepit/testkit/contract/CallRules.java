package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.COUNT;
import static io.snakepit.testkit.contract.ContractTools.DESCRIBE_CALL;
import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static io.snakepit.testkit.contract.ContractTools.FAIL;
import static io.snakepit.testkit.contract.ContractTools.REPORT_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Capability;
import io.snakepit.api.ToolInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The two ends of a call, and what its head carries. */
abstract class CallRules extends ContractRules {

  CallRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @Test
  void required_S1_everyCallHasExactlyOneOutcome() {
    assertThat(callsOfAllKinds()).allSatisfy(call -> assertThat(call.outcomes()).isEqualTo(1));
  }

  @Test
  void required_S2_everyCallSettlesExactlyOnce() {
    assertThat(callsOfAllKinds())
        .allSatisfy(call -> assertThat(call.count(Signal.SETTLED)).isEqualTo(1));
  }

  @Test
  void required_S2_settledIsTheLastSignal() {
    assertThat(callsOfAllKinds())
        .allSatisfy(call -> assertThat(call.signals()).endsWith(Signal.SETTLED));
  }

  @Test
  void required_S1_aCallThatIsNoStreamHasOneItem() {
    WorkerUnderTest worker = open();

    RecordedCall call = worker.call(ECHO).with("value", 1).begin();

    call.awaitSettled();
    assertThat(call.signals()).contains(Signal.ITEM).doesNotHaveDuplicates();
  }

  @Test
  void required_S2_anAnnouncedCallStartsFirst() {
    WorkerUnderTest worker = open();

    RecordedCall call = worker.call(ECHO).with("value", 1).announced().begin();

    call.awaitSuccess();
    assertThat(call.signals()).startsWith(Signal.STARTED, Signal.ITEM);
  }

  @Test
  void required_S2_callsThatAreSentAheadRunInOrder() {
    WorkerUnderTest worker = open();
    List<RecordedCall> calls = new ArrayList<>();
    List<Long> ran = new CopyOnWriteArrayList<>();

    for (int i = 0; i < 20; i++) {
      CallPlan plan = worker.call(ECHO).with("value", i).announced();
      calls.add(plan.onItem(call -> ran.add(call.id())).begin());
    }

    for (int i = 0; i < 20; i++) {
      assertThat(Values.number(calls.get(i).awaitValue())).isEqualTo(i);
    }
    assertThat(ran).containsExactlyElementsOf(calls.stream().map(RecordedCall::id).toList());
  }

  @Test
  void required_S2_aWorkerRunsOneCallAfterTheOther() {
    WorkerUnderTest worker = open();

    for (int i = 0; i < 50; i++) {
      RecordedCall call = worker.call(ECHO).with("value", i).begin();
      assertThat(Values.number(call.awaitValue())).isEqualTo(i);
      call.awaitSettled();
    }
  }

  @Test
  void required_S3_theBudgetArrives() {
    Map<?, ?> seen = Values.map(open().call(DESCRIBE_CALL).budget(Duration.ofSeconds(500)).value());

    assertThat(Values.number(seen.get("remaining"))).isBetween(1L, 500_000L);
  }

  @Test
  void required_S3_noBudgetMeansNoDeadline() {
    Map<?, ?> seen = Values.map(open().call(DESCRIBE_CALL).value());

    assertThat(seen.get("remaining")).isNull();
  }

  @Test
  void required_S8_toolSessionAndMetadataArrive() {
    Map<String, String> metadata = Map.of("trace", "00-äöü-01", "empty", "");

    Map<?, ?> seen =
        Values.map(open().call(DESCRIBE_CALL).session("user-42 ☃").metadata(metadata).value());

    assertThat(seen.get("tool")).isEqualTo(DESCRIBE_CALL);
    assertThat(seen.get("session")).isEqualTo("user-42 ☃");
    assertThat(seen.get("metadata")).isEqualTo(metadata);
  }

  @Test
  void required_S10_everyCallSaysWhichSessionItBelongsTo() {
    WorkerUnderTest worker = open();

    for (String session : List.of("a", "b", "", "a", "")) {
      Map<?, ?> seen = Values.map(worker.call(DESCRIBE_CALL).session(session).value());

      assertThat(seen.get("session")).isEqualTo(session.isEmpty() ? null : session);
    }
  }

  @Test
  void required_S10_theEndOfASessionReachesTheWorker() {
    WorkerUnderTest worker = open();
    worker.call(DESCRIBE_CALL).session("a").value();

    assertThat(worker.call("$session.end").session("a").value()).isNull();

    worker.assertHealthy();
  }

  @Test
  void required_S8_theListOfToolsCanBeAskedFor() {
    WorkerUnderTest worker = open();

    List<?> listed = Values.list(worker.call("$tools").value());

    assertThat(listed.stream().map(tool -> Values.map(tool).get("name")).toList())
        .isEqualTo(worker.info().tools().stream().map(ToolInfo::name).toList());
  }

  @Test
  void required_S8_progressArrives() {
    RecordedCall call = open().call(REPORT_PROGRESS).with("steps", 3).begin();

    call.awaitSuccess();

    assertThat(call.count(Signal.PROGRESS)).isPositive();
  }

  /**
   * Runs some calls of each kind, and the worker to its end, so that no signal is still to come.
   */
  private List<RecordedCall> callsOfAllKinds() {
    WorkerUnderTest worker = open();
    List<RecordedCall> calls = new ArrayList<>();
    calls.add(worker.call(ECHO).with("value", "one").announced().begin());
    calls.add(worker.call(FAIL).with("message", "on purpose").announced().begin());
    calls.add(worker.call("no_such_tool").announced().begin());
    if (subject().capabilities().contains(Capability.STREAMING)) {
      calls.add(worker.call(COUNT).with("to", 3).credit(10).announced().begin());
      calls.add(worker.call(COUNT).with("to", 0).credit(10).announced().begin());
    }
    calls.forEach(RecordedCall::awaitOutcome);
    worker.stopAndAwaitLost();
    return calls;
  }
}
