package io.snakepit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerListener;
import io.snakepit.spi.WorkerLoss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What exchanges are told of what is read, and of their worker's end. */
class DeliveryTest {

  private static final WorkerLoss GONE =
      new WorkerLoss(WorkerLoss.Kind.GONE, "the worker exited", null);

  @TempDir private Path directory;

  private final List<String> signals = new ArrayList<>();
  private final List<WireException> damage = new ArrayList<>();
  private final Exchanges<WireExchange> exchanges = new Exchanges<>();
  private boolean inBurst;

  @Test
  void whatIsReadComesInABurst() {
    delivery().deliver(() -> signals.add("read, in a burst: " + inBurst));

    assertThat(signals).containsExactly("read, in a burst: true");
  }

  @Test
  void afterDamageNothingIsRead() {
    Delivery<WireExchange> delivery = delivery();

    delivery.deliver(
        () -> {
          throw new WireException("nonsense");
        });
    delivery.deliver(() -> signals.add("read"));

    assertThat(damage).singleElement().satisfies(it -> assertThat(it).hasMessage("nonsense"));
    assertThat(signals).isEmpty();
  }

  @Test
  void whatTheHeapDoesNotHoldIsDamageAndNotTheEndOfTheThreadThatReads() {
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");

    delivery()
        .deliver(
            () -> {
              throw full;
            });

    assertThat(damage).singleElement().satisfies(it -> assertThat(it).hasCause(full));
  }

  @Test
  void theEndOfTheWorkerFailsWhatIsOpenThenSettlesIt() {
    Delivery<WireExchange> delivery = delivery();
    assertThat(exchanges.add(exchange(1))).isNull();

    delivery.fail(GONE, (frames, words) -> {});
    assertThat(signals).containsExactly("1 failed: LOST the worker exited");

    delivery.settle();
    assertThat(signals).endsWith("1 settled");
    assertThat(exchanges.size()).isZero();
  }

  @Test
  void afterTheEndOfTheWorkerNothingIsReadAndNoExchangeTaken() {
    Delivery<WireExchange> delivery = delivery();

    delivery.fail(GONE, (frames, words) -> {});
    delivery.deliver(() -> signals.add("read"));

    assertThat(signals).isEmpty();
    assertThat(exchanges.add(exchange(2))).isNotNull();
  }

  @Test
  void aBurstThatFailsKeepsNobodyFromBuryingTheWorker() {
    Delivery<WireExchange> delivery =
        new Delivery<>(
            new Bursts() {
              @Override
              public void onBurst(Runnable delivery) {
                throw new IllegalStateException("the executor is broken");
              }
            },
            exchanges,
            new LastWords<>(new Journal(directory), exchanges),
            damage::add);

    delivery.fail(GONE, (frames, words) -> {});
    delivery.settle();

    assertThat(exchanges.add(exchange(1))).isNotNull();
  }

  private Delivery<WireExchange> delivery() {
    return new Delivery<>(
        new Bursts(), exchanges, new LastWords<>(new Journal(directory), exchanges), damage::add);
  }

  private WireExchange exchange(long id) {
    return new WireExchange(CallHead.unary(id, "tool"), new Told(id), new RecordingInterrupter()) {
      @Override
      protected void sendCredit(int items) {}

      @Override
      protected void sendCancel(boolean running) {}
    };
  }

  private class Bursts implements WorkerListener {
    @Override
    public void onBurst(Runnable delivery) {
      inBurst = true;
      delivery.run();
      inBurst = false;
    }

    @Override
    public void onLog(long call, Payload log) {}
  }

  private final class Told extends Deaf {

    private final long id;

    Told(long id) {
      this.id = id;
    }

    @Override
    public void onFailure(Failure failure) {
      signals.add(id + " failed: " + failure.kind() + " " + failure.message());
    }

    @Override
    public void onSettled() {
      signals.add(id + " settled");
    }
  }
}
