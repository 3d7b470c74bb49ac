package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.COUNT;
import static io.snakepit.testkit.contract.ContractTools.COUNT_AND_EXIT;
import static io.snakepit.testkit.contract.ContractTools.COUNT_AND_FAIL;
import static io.snakepit.testkit.contract.ContractTools.COUNT_UNTIL_CLOSED;
import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static io.snakepit.testkit.contract.ContractTools.NAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Capability;
import io.snakepit.spi.Failure;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams are driven by demand, and end in one way only. */
abstract class StreamRules extends ContractRules {

  StreamRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @BeforeEach
  void needsStreaming() {
    needs(Capability.STREAMING);
  }

  @Test
  void required_S5_itemsComeInOrderAndThenTheEnd() {
    RecordedCall stream = open().call(COUNT).with("to", 1000).credit(2000).begin();

    stream.awaitSuccess().awaitSettled();

    assertThat(numbers(stream)).containsExactly(LongStream.range(0, 1000).toArray());
  }

  @Test
  void required_S5_aStreamOfNothingEnds() {
    RecordedCall stream = open().call(COUNT).with("to", 0).credit(1).begin();

    stream.awaitSuccess().awaitSettled();

    assertThat(stream.items()).isEmpty();
  }

  @Test
  void required_S5_aStreamOfOneIsAnyTool() {
    RecordedCall stream = open().call(ECHO).with("value", 7).credit(2).begin();

    stream.awaitSuccess().awaitSettled();

    assertThat(numbers(stream)).containsExactly(7);
  }

  @Test
  void required_S5_creditAddsUp() {
    WorkerUnderTest worker = open();
    Path woken = mark("woken");
    worker.call(NAP).with("mark", woken.toString()).begin();
    RecordedCall stream = worker.call(COUNT).with("to", 10).credit(0).begin();

    stream.request(2);
    stream.request(1);
    makeLate(woken); // what came meanwhile is read together
    stream.awaitSignals(Signal.ITEM, 3);
    stream.request(2);
    stream.request(6);

    stream.awaitSuccess();
    assertThat(stream.items()).hasSize(10);
  }

  @Test
  void required_S5_anyDemandIsFine() {
    RecordedCall stream = open().call(COUNT).with("to", 100).credit(0).begin();

    stream.request(Long.MAX_VALUE);
    stream.request(Long.MAX_VALUE);

    stream.awaitSuccess();
    assertThat(stream.items()).hasSize(100);
  }

  @Test
  void required_S5_aConsumerThatAsksOneByOneGetsAll() {
    RecordedCall stream =
        open().call(COUNT).with("to", 200).credit(1).onItem(call -> call.request(1)).begin();

    stream.awaitSuccess();

    assertThat(numbers(stream)).containsExactly(LongStream.range(0, 200).toArray());
  }

  @Test
  void required_S5_noMoreItemsThanWereAskedFor() {
    needs(Capability.CANCELLATION);
    WorkerUnderTest worker = open();
    RecordedCall stream = worker.call(COUNT).with("to", 100).credit(3).begin();
    stream.awaitSignals(Signal.ITEM, 3);
    stream.request(2);
    stream.awaitSignals(Signal.ITEM, 5);

    stream.cancel(); // what has been made is delivered before the end
    stream.awaitSettled();

    assertThat(numbers(stream)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void required_S5_withoutCreditNothingIsMade() {
    needs(Capability.CANCELLATION);
    WorkerUnderTest worker = open();
    RecordedCall stream = worker.call(COUNT).with("to", 100).credit(0).begin();
    stream.request(1);
    stream.awaitSignals(Signal.ITEM, 1);

    stream.cancel();
    stream.awaitSettled();

    assertThat(numbers(stream)).containsExactly(0);
    worker.assertHealthy();
  }

  @Test
  void required_S5_withoutAnyCreditNothingBegins() {
    needs(Capability.CANCELLATION);
    WorkerUnderTest worker = open();
    RecordedCall stream =
        worker
            .call(COUNT_UNTIL_CLOSED)
            .with("mark", mark("never").toString())
            .credit(0)
            .announced()
            .begin();
    worker.awaitProbe(); // the worker has read the call
    worker.awaitProbe(); // and goes on reading

    stream.cancel();

    assertThat(stream.awaitFailure().kind()).isEqualTo(Failure.Kind.WITHDRAWN);
    stream.awaitSettled();
    assertThat(stream.signals()).containsExactly(Signal.FAILURE, Signal.SETTLED);
    assertThat(mark("never")).doesNotExist();
    worker.assertHealthy();
  }

  @Test
  void required_S5_closingEndsTheProducer() {
    needs(Capability.CANCELLATION);
    WorkerUnderTest worker = open();
    RecordedCall stream =
        worker.call(COUNT_UNTIL_CLOSED).with("mark", mark("closed").toString()).credit(2).begin();
    stream.awaitSignals(Signal.ITEM, 2);

    stream.cancel();

    stream.awaitFailure();
    stream.awaitSettled();
    assertThat(mark("closed")).exists();
    worker.assertHealthy();
  }

  @Test
  void required_S1_aStreamThatFailsKeepsItsItems() {
    RecordedCall stream =
        open().call(COUNT_AND_FAIL).with("to", 3).with("message", "broken").credit(10).begin();

    assertThat(stream.awaitFailure().kind()).isEqualTo(Failure.Kind.REMOTE);
    assertThat(numbers(stream)).containsExactly(0, 1, 2);
  }

  @Test
  void required_S1_aStreamCutShortIsAFailure() {
    RecordedCall stream = open().call(COUNT_AND_EXIT).with("to", 3).credit(10).begin();

    assertThat(stream.awaitFailure().kind()).isEqualTo(Failure.Kind.LOST);
    assertThat(numbers(stream)).containsExactly(0, 1, 2); // what it had written is read first
  }

  @Test
  void required_S5_demandAfterTheEndDoesNothing() {
    WorkerUnderTest worker = open();
    RecordedCall stream = worker.call(COUNT).with("to", 3).credit(10).begin();
    stream.awaitSuccess().awaitSettled();

    stream.request(5);

    worker.assertHealthy();
    assertThat(stream.signals()).endsWith(Signal.COMPLETE, Signal.SETTLED);
  }

  private static long[] numbers(RecordedCall stream) {
    return stream.values().stream().mapToLong(Values::number).toArray();
  }
}
