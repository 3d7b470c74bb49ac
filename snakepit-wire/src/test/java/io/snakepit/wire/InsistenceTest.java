package io.snakepit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When a worker is told again that a call is to end. */
class InsistenceTest {

  private final RecordingInterrupter interrupter = new RecordingInterrupter();
  private int cancels;

  @Test
  void aWorkerIsNudgedUntilItHasLooked() {
    Exchange exchange = new Exchange();
    exchange.cancel();

    interrupter.pass();
    interrupter.pass();
    interrupter.pass();
    interrupter.looked.complete(null);
    interrupter.pass();

    assertThat(cancels).isEqualTo(1);
    assertThat(interrupter.nudges).isEqualTo(3);
    assertThat(interrupter.pauses).containsExactly(50L, 100L, 200L, 400L);
    assertThat(interrupter.later).isEmpty();
  }

  @Test
  void aWorkerThatAlwaysReadsIsToldAgainUntilTheCallHasSettled() throws Exception {
    interrupter.alwaysReads(true);
    Exchange exchange = new Exchange();
    exchange.cancel();

    interrupter.pass();
    exchange.item(Payload.EMPTY, true, false);
    interrupter.pass(); // its code may still run
    exchange.settled();
    interrupter.pass();

    assertThat(cancels).isEqualTo(3);
    assertThat(interrupter.nudges).isZero();
    assertThat(interrupter.later).isEmpty();
  }

  @Test
  void aWorkerThatAlwaysReadsIsNotAskedWhetherItHas() {
    List<Long> probes = new ArrayList<>();
    Interrupter real = new Interrupter(() -> {}, new Probe(probes::add));

    real.alwaysReads(true);
    assertThat(real.hasLooked().toCompletableFuture()).isNotDone();

    assertThat(probes).isEmpty();
  }

  @Test
  void aWorkerThatAnswersAnEarlierProbeMayNotHaveLooked() throws Exception {
    List<Long> probes = new ArrayList<>();
    Probe probe = new Probe(probes::add);
    Interrupter real = new Interrupter(() -> {}, probe);

    probe.ask();
    CompletableFuture<Void> looked = real.hasLooked().toCompletableFuture();
    probe.onReply(1);
    assertThat(looked).isNotDone();

    probe.onReply(2);
    assertThat(looked).isCompleted();
    assertThat(probes).containsExactly(1L, 2L);
  }

  @Test
  void nothingIsKeptForACallThatHasSettled() throws Exception {
    Exchange exchange = new Exchange();
    exchange.cancel();

    exchange.item(Payload.EMPTY, true, true);

    assertThat(interrupter.later).singleElement().matches(reminder -> reminder.isCancelled());
  }

  @Test
  void nothingIsKeptForACallThatSettlesBeforeItCouldBe() {
    Exchange exchange =
        new Exchange() {
          @Override
          protected void sendCancel(boolean running) {
            settle();
          }
        };

    exchange.cancel();

    assertThat(interrupter.later).singleElement().matches(reminder -> reminder.isCancelled());
  }

  @Test
  void aCallThatIsToBeWithdrawnIsNotInsistedOn() {
    new Exchange(new CallHead(1, 0, "tool", "", 0, false, 1, true, false, Map.of())).cancel();

    assertThat(cancels).isEqualTo(1);
    assertThat(interrupter.later).isEmpty();
  }

  private class Exchange extends WireExchange {

    Exchange() {
      this(CallHead.unary(1, "tool"));
    }

    Exchange(CallHead head) {
      super(head, new Deaf(), interrupter);
    }

    @Override
    protected void sendCredit(int items) {}

    @Override
    protected void sendCancel(boolean running) {
      cancels++;
    }
  }
}
