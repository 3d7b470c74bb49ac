package io.snakepit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an exchange tells its listener, and its worker. */
class WireExchangeTest {

  private static final CallHead ANNOUNCED =
      new CallHead(1, 0, "tool", "", 0, false, 1, true, false, Map.of());

  private final List<String> signals = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();

  @Test
  void aResultEndsAndSettles() throws Exception {
    Exchange exchange = new Exchange(ANNOUNCED);

    exchange.started();
    exchange.item(Payload.EMPTY, true, true);

    assertThat(signals).containsExactly("started", "item", "complete", "settled");
  }

  @Test
  void aCallThatHasNotStartedIsNotInterrupted() {
    new Exchange(ANNOUNCED).cancel();

    assertThat(sent).containsExactly("cancel");
  }

  @Test
  void aCallThatStartsWhileItIsBeingCancelledIsInterruptedThen() throws Exception {
    Exchange exchange = new Exchange(ANNOUNCED);

    exchange.cancel();
    exchange.started();

    assertThat(sent).containsExactly("cancel", "cancel and interrupt");
  }

  @Test
  void cancellingTwiceInterruptsOnce() throws Exception {
    Exchange running = new Exchange(ANNOUNCED);
    running.started();
    Exchange silent = new Exchange(CallHead.unary(2, "tool"));

    for (Exchange exchange : List.of(running, silent)) {
      exchange.cancel();
      exchange.cancel();
    }

    assertThat(sent).containsExactly("cancel and interrupt", "cancel and interrupt");
  }

  @Test
  void nothingIsSentForACallThatIsOver() throws Exception {
    Exchange exchange = new Exchange(ANNOUNCED);
    exchange.item(Payload.EMPTY, true, true);

    exchange.cancel();
    exchange.request(5);

    assertThat(sent).isEmpty();
  }

  @Test
  void creditBeyondWhatTheWireHoldsIsCut() {
    new Exchange(CallHead.stream(1, "tool", 1)).request(Long.MAX_VALUE);

    assertThat(sent).containsExactly("credit " + Integer.MAX_VALUE);
  }

  @Test
  void anOverruledCallFailsWithWhatOverruledIt() throws Exception {
    Exchange exchange = new Exchange(ANNOUNCED);
    exchange.started();

    exchange.overrule(Failure.of(Failure.Kind.TOO_LARGE, "too large", null));
    exchange.item(Payload.EMPTY, true, true);

    assertThat(sent).containsExactly("cancel and interrupt");
    assertThat(signals).containsExactly("started", "failure TOO_LARGE", "settled");
  }

  @Test
  void whatWasSaidThatCanNotBeSoIsToldWithTheCallsNumber() {
    Exchange exchange = new Exchange(ANNOUNCED);

    assertThatThrownBy(exchange::settled)
        .isInstanceOf(WireException.class)
        .hasMessage("SETTLED before the outcome (call 1)");
  }

  @Test
  void whatTheListenerThrowsIsKeptFromTheWire() throws Exception {
    Exchange exchange =
        new Exchange(
            ANNOUNCED,
            new Recording() {
              @Override
              public void onItem(Payload item) {
                throw new IllegalStateException("thrown by a listener, to be logged");
              }
            });

    exchange.item(Payload.EMPTY, true, true);

    assertThat(signals).containsExactly("started", "complete", "settled");
  }

  private final class Exchange extends WireExchange {

    Exchange(CallHead head) {
      this(head, new Recording());
    }

    Exchange(CallHead head, ExchangeListener listener) {
      super(head, listener, new RecordingInterrupter());
    }

    @Override
    protected void sendCredit(int items) {
      sent.add("credit " + items);
    }

    @Override
    protected void sendCancel(boolean running) {
      sent.add(running ? "cancel and interrupt" : "cancel");
    }
  }

  private class Recording implements ExchangeListener {

    @Override
    public void onStarted() {
      signals.add("started");
    }

    @Override
    public void onItem(Payload item) {
      signals.add("item");
    }

    @Override
    public void onHostCall(HostRequest request) {
      signals.add("host call");
    }

    @Override
    public void onProgress(Payload progress) {
      signals.add("progress");
    }

    @Override
    public void onComplete() {
      signals.add("complete");
    }

    @Override
    public void onFailure(Failure failure) {
      signals.add("failure " + failure.kind());
    }

    @Override
    public void onSettled() {
      signals.add("settled");
    }
  }
}
