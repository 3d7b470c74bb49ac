package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.CALL_HOST;
import static io.snakepit.testkit.contract.ContractTools.CATCH_HOST;
import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static io.snakepit.testkit.contract.ContractTools.FAIL;
import static io.snakepit.testkit.contract.ContractTools.TOUCH;
import static io.snakepit.testkit.contract.ContractTools.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Capability;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that run on top of the call that waits for them. */
abstract class NestingRules extends ContractRules {

  NestingRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @BeforeEach
  void needsNesting() {
    needs(Capability.HOST_CALLS);
    needs(Capability.REENTRANT);
  }

  @Test
  void required_S14_aNestedCallRunsWhileItsParentWaits() {
    WorkerUnderTest worker = open();

    assertThat(hostCall(worker, 0, 1).awaitValue()).isEqualTo("bottom");

    worker.assertHealthy();
  }

  @Test
  void required_S14_nestedCallsNest() {
    WorkerUnderTest worker = open();

    assertThat(hostCall(worker, 0, 5).awaitValue()).isEqualTo("bottom");

    worker.assertHealthy();
  }

  @Test
  void required_S14_anAnnouncedNestedCallPassesThoseThatWait() {
    WorkerUnderTest worker = open();
    RecordedCall parent =
        worker
            .call(CALL_HOST)
            .with("tool", "nest")
            .with("value", 1)
            .announced()
            .onHostCall(
                (call, request) ->
                    answer(
                        request,
                        worker
                            .call(ECHO)
                            .with("value", "inner")
                            .inside(call.id())
                            .announced()
                            .begin()))
            .begin();
    RecordedCall waiting = worker.call(ECHO).with("value", "outer").announced().begin();

    assertThat(parent.awaitValue()).isEqualTo("inner");
    assertThat(waiting.awaitValue()).isEqualTo("outer");
  }

  @Test
  void required_S14_aNestedFailureEndsTheNestedCallOnly() {
    WorkerUnderTest worker = open();

    Object caught =
        worker
            .call(CATCH_HOST)
            .with("tool", "nest")
            .with("value", 1)
            .onHostCall(
                (call, request) ->
                    answer(
                        request,
                        worker.call(FAIL).with("message", "inside").inside(call.id()).begin()))
            .value();

    assertThat(caught).asString().contains("inside");
    worker.assertHealthy();
  }

  @Test
  void required_S14_aCallInsideOneThatHasEndedIsGivenBack() {
    WorkerUnderTest worker = open();
    RecordedCall parent = worker.call(ECHO).with("value", 1).begin();
    parent.awaitSuccess().awaitSettled();

    RecordedCall orphan =
        worker.call(TOUCH).with("mark", mark("never").toString()).inside(parent.id()).begin();

    assertThat(orphan.awaitFailure().kind()).isEqualTo(Failure.Kind.WITHDRAWN);
    orphan.awaitSettled();
    assertThat(mark("never")).doesNotExist();
    worker.assertHealthy();
  }

  @Test
  void required_S14_aCancelOfAParentEndsWhatRunsOnTopOfIt() {
    needs(Capability.CANCELLATION);
    WorkerUnderTest worker = open();
    CompletableFuture<RecordedCall> onTop = new CompletableFuture<>();
    RecordedCall parent =
        worker
            .call(CALL_HOST)
            .with("tool", "nest")
            .with("value", 1)
            .onHostCall(
                (call, request) ->
                    onTop.complete(worker.call(WAIT).inside(call.id()).announced().begin()))
            .begin();
    assertThat(onTop).as("the host call arrives").succeedsWithin(patience());
    RecordedCall nested = onTop.join().awaitSignals(Signal.STARTED, 1);

    parent.cancel();

    assertThat(nested.awaitFailure().kind()).isEqualTo(Failure.Kind.REMOTE);
    nested.awaitSettled();
    parent.awaitFailure();
    parent.awaitSettled();
    worker.assertHealthy();
  }

  @Test
  void required_S1_aDeathEndsNestedCallsAndTheirParents() {
    WorkerUnderTest worker = open();

    RecordedCall parent =
        worker
            .call(CALL_HOST)
            .with("tool", "nest")
            .with("value", 1)
            .onHostCall(
                (call, request) ->
                    worker.call(ContractTools.EXIT).with("status", 3).inside(call.id()).begin())
            .begin();

    assertThat(parent.awaitFailure().kind()).isEqualTo(Failure.Kind.LOST);
    parent.awaitSettled();
    worker.awaitLost();
  }

  /** A call whose host tool calls the worker again, and so on: {@code depth} calls on top of it. */
  private RecordedCall hostCall(WorkerUnderTest worker, long parent, int depth) {
    if (depth == 0) {
      return worker.call(ECHO).with("value", "bottom").inside(parent).begin();
    }
    return worker
        .call(CALL_HOST)
        .with("tool", "nest")
        .with("value", depth)
        .inside(parent)
        .onHostCall((call, request) -> answer(request, hostCall(worker, call.id(), depth - 1)))
        .begin();
  }

  private static void answer(HostRequest request, RecordedCall nested) {
    nested.ended().thenAccept(failure -> answer(request, nested, failure));
  }

  private static void answer(HostRequest request, RecordedCall nested, Optional<Failure> failure) {
    Payload error = failure.map(Failure::error).orElse(null);
    if (error != null) {
      request.fail(error);
    } else if (failure.isEmpty()) {
      request.reply(nested.items().get(0));
    }
  }
}
