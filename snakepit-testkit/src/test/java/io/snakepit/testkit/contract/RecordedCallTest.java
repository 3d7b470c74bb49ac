package io.snakepit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.testkit.fake.FakeAdapter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A call that doesn't end says how far it has come. */
class RecordedCallTest {

  private static final CallHead PARENT = CallHead.unary(1, "call_host");
  private static final CallHead NESTED =
      new CallHead(2, 1, "echo", "", 0, false, 1, false, false, Map.of());

  private final FakeSubject subject =
      new FakeSubject(FakeAdapter.of(FakeContractTools.create()), Duration.ofMillis(1));

  @Test
  void aWaitThatFailsNamesTheSignalsThatCameMeanwhile() {
    RecordedCall[] waitedFor = new RecordedCall[1];
    ContractSubject signalling =
        new ContractSubject() {
          @Override
          public Adapter adapter() {
            return subject.adapter();
          }

          @Override
          public ContractCodec codec() {
            return subject.codec();
          }

          @Override
          public Duration patience() {
            waitedFor[0].onStarted();
            return subject.patience();
          }
        };
    waitedFor[0] = call(PARENT, signalling, opening());

    assertThatThrownBy(() -> waitedFor[0].awaitOutcome())
        .hasMessageContaining("the outcome of call_host, after [STARTED]");
    assertThatThrownBy(() -> waitedFor[0].awaitSettled())
        .hasMessageContaining("call_host settles, after [STARTED, STARTED]");
  }

  @Test
  void theLastWordsOfAWorkerNameItsCallsThatHaveNotSettled() {
    OpeningUnderTest opening = opening();
    call(PARENT, subject, opening).onStarted();
    call(NESTED, subject, opening);
    RecordedCall over = call(CallHead.unary(3, "touch"), subject, opening);
    over.onComplete();
    over.onSettled();

    assertThat(opening.lastWords())
        .contains("has calls that haven't settled")
        .contains("call 1, of call_host, after [STARTED]")
        .contains("call 2, of echo, inside call 1, after []")
        .doesNotContain("touch");
  }

  private OpeningUnderTest opening() {
    return new OpeningUnderTest(subject, OpenPlan.plain());
  }

  private static RecordedCall call(
      CallHead head, ContractSubject subject, OpeningUnderTest opening) {
    RecordedCall call =
        new RecordedCall(head, subject, opening, (recorded, request) -> {}, recorded -> {});
    call.begun(new Nothing());
    return call;
  }

  private static final class Nothing implements Exchange {

    @Override
    public void request(long items) {}

    @Override
    public void cancel() {}
  }
}
