package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.CALL_HOST;
import static io.snakepit.testkit.contract.ContractTools.CALL_HOST_OFTEN;
import static io.snakepit.testkit.contract.ContractTools.CATCH_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Capability;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls from the worker to the host. */
abstract class HostCallRules extends ContractRules {

  private static final int FRAME_LIMIT = 1 << 17;

  HostCallRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @BeforeEach
  void needsHostCalls() {
    needs(Capability.HOST_CALLS);
  }

  @Test
  void required_S13_aHostCallSaysWhatItWantsAndGetsItsAnswer() {
    CompletableFuture<HostRequest> seen = new CompletableFuture<>();

    Object value =
        open()
            .call(CALL_HOST)
            .with("tool", "look.up")
            .with("value", "question")
            .onHostCall(
                (call, request) -> {
                  seen.complete(request);
                  request.reply(encode("answer"));
                })
            .value();

    assertThat(value).isEqualTo("answer");
    assertThat(seen.join().tool()).isEqualTo("look.up");
    assertThat(argument(seen.join())).isEqualTo("question");
  }

  @Test
  void required_S13_anAnswerMayComeOnAnyThread() {
    Object value =
        open()
            .call(CALL_HOST)
            .with("tool", "slow")
            .with("value", 1)
            .onHostCall(
                (call, request) ->
                    new Thread(() -> request.reply(encode("from afar")), "host").start())
            .value();

    assertThat(value).isEqualTo("from afar");
  }

  @Test
  void required_S7_aProbeThatMeetsABusyWorkerIsAnswered() {
    WorkerUnderTest worker = open();
    RecordedCall busy =
        worker.call(CALL_HOST).with("tool", "slow").with("value", 1).unanswered().begin();
    HostRequest asked = busy.awaitHostCall();

    CompletionStage<Void> probe = worker.spi().probe();
    asked.reply(encode("answered"));

    assertThat(busy.awaitValue()).isEqualTo("answered");
    assertThat(probe)
        .as("the answer to a probe that came while a call ran")
        .succeedsWithin(patience());
  }

  @Test
  void required_S8_answersOfAnySizeArrive() {
    String large = "x".repeat((1 << 20) + 1);

    Object value =
        open()
            .call(CALL_HOST)
            .with("tool", "large")
            .with("value", 1)
            .onHostCall((call, request) -> request.reply(encode(large)))
            .value();

    assertThat(large.equals(value)).as("the answer arrives whole").isTrue();
  }

  @Test
  void required_S13_eachHostCallGetsItsOwnAnswer() {
    RecordedCall call =
        open()
            .call(CALL_HOST_OFTEN)
            .with("tool", "square")
            .with("times", 20)
            .onHostCall(
                (running, request) -> {
                  long value = Values.number(argument(request));
                  request.reply(encode(value * value));
                })
            .begin();

    List<?> answers = Values.list(call.awaitValue());

    assertThat(answers.stream().map(Values::number))
        .containsExactlyElementsOf(LongStream.range(0, 20).map(n -> n * n).boxed().toList());
  }

  @Test
  void required_S12_aHostToolsFailureReachesTheTool() {
    Object value =
        open()
            .call(CATCH_HOST)
            .with("tool", "broken")
            .with("value", 1)
            .onHostCall((call, request) -> request.fail(error("no such price")))
            .value();

    assertThat(value).asString().contains("no such price");
  }

  @Test
  void required_S3_aCancelReachesACallThatWaitsForTheHost() {
    needs(Capability.CANCELLATION);
    WorkerUnderTest worker = open();
    RecordedCall call =
        worker.call(CALL_HOST).with("tool", "never").with("value", 1).unanswered().begin();
    call.awaitHostCall();

    call.cancel();

    call.awaitFailure();
    call.awaitSettled();
    worker.assertHealthy();
  }

  @Test
  void required_S13_anAnswerThatComesTooLateIsDropped() {
    needs(Capability.CANCELLATION);
    WorkerUnderTest worker = open();
    RecordedCall call =
        worker.call(CALL_HOST).with("tool", "late").with("value", 1).unanswered().begin();
    HostRequest asked = call.awaitHostCall();
    call.cancel();
    call.awaitSettled();

    asked.reply(encode("too late"));

    worker.assertHealthy();
    assertThat(call.outcomes()).isEqualTo(1);
  }

  @Test
  void required_S4_anAnswerAboveTheFrameLimitEndsThatCallOnly() {
    WorkerUnderTest worker = open(OpenPlan.plain().frameLimit(FRAME_LIMIT));

    RecordedCall call =
        worker
            .call(CALL_HOST)
            .with("tool", "large")
            .with("value", 1)
            .onHostCall((running, request) -> request.reply(encode("x".repeat(FRAME_LIMIT + 1))))
            .begin();

    call.awaitFailure();
    call.awaitSettled();
    worker.assertHealthy();
  }

  private Payload encode(Object value) {
    return subject().codec().encode(value);
  }

  private Payload error(String message) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("code", "HOST_TOOL_FAILED");
    error.put("type", "java.lang.IllegalStateException");
    error.put("message", message);
    return encode(error);
  }

  private @Nullable Object argument(HostRequest request) {
    return Values.map(subject().codec().decode(request.arguments())).get("value");
  }
}
