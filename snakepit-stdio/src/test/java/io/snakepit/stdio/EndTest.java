package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.batch;
import static io.snakepit.stdio.WireWriter.frame;
import static io.snakepit.stdio.WireWriter.item;
import static io.snakepit.stdio.WireWriter.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndTest {

  private final RecordingListener listener = new RecordingListener();

  @Carriers
  void whatADeadWorkerHadWrittenIsReadBeforeItsCallsFail(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      RecordingListener done = new RecordingListener();
      fake.worker().begin(CallHead.stream(1, "stream", 9), Payload.EMPTY, listener);
      fake.worker().begin(CallHead.unary(2, "done"), Payload.EMPTY, done);
      fake.write(batch(item(1, "a"), item(1, "b"), result(2, "c"), new byte[] {0, 0}));
      fake.process.die(FakeProcess.status(139));

      WorkerLoss loss = lost(fake);
      assertThat(loss.kind()).isEqualTo(WorkerLoss.Kind.GONE);
      assertThat(listener.whenSettled())
          .containsExactly("item a", "item b", "failure LOST", "settled");
      assertThat(done.whenSettled()).containsExactly("item c", "complete", "settled");
    }
  }

  @Carriers
  void callsFailAtTheEndOfTheStreamAndSettleWhenTheProcessIsGone(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.process.immortal = true;
      fake.worker().begin(CallHead.unary(1, "tool"), Payload.EMPTY, listener);
      fake.read();
      fake.hangUp();

      listener.failure.get(30, TimeUnit.SECONDS);
      await().untilAsserted(() -> assertThat(fake.process.events).containsExactly("kill"));
      assertThat(listener.signals).containsExactly("failure LOST");
      assertThat(fake.worker().lost().toCompletableFuture()).isNotDone();
      fake.process.die(FakeProcess.status(0));
      assertThat(listener.whenSettled()).containsExactly("failure LOST", "settled");
      lost(fake);
    }
  }

  @Carriers
  void whatTheEndDoesToCallsIsToldInBursts(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      List<Boolean> inBurst = new CopyOnWriteArrayList<>();
      RecordingListener observer =
          new RecordingListener() {
            @Override
            public void onFailure(Failure why) {
              inBurst.add(fake.request.inBurst.get());
              super.onFailure(why);
            }

            @Override
            public void onSettled() {
              inBurst.add(fake.request.inBurst.get());
              super.onSettled();
            }
          };
      fake.worker().begin(CallHead.unary(1, "tool"), Payload.EMPTY, observer);
      fake.read();
      fake.process.die(FakeProcess.status(1));

      assertThat(observer.whenSettled()).containsExactly("failure LOST", "settled");
      assertThat(inBurst).containsExactly(true, true);
    }
  }

  @Carriers
  void aDescendantThatHoldsTheConnectionOpenDoesNotKeepCallsWaiting(Carrier carrier)
      throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.stream(1, "tool", 1), Payload.EMPTY, listener);
      fake.read();
      fake.write(item(1, "last words"));
      fake.process.dieHeldOpen(FakeProcess.status(1));

      assertThat(listener.whenSettled())
          .containsExactly("item last words", "failure LOST", "settled");
      assertThat(lost(fake).reason()).isEqualTo("the worker exited with status 1");
      assertThat(fake.process.events).contains("kill");
    }
  }

  @Carriers
  void whatADeadWorkerHadWrittenIsReadHoweverLongThatTakes(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      CountDownLatch passedOn = new CountDownLatch(1);
      RecordingListener slow =
          new RecordingListener() {
            @Override
            public void onItem(Payload item) {
              super.onItem(item);
              awaitOpen(passedOn);
            }
          };
      fake.worker().begin(CallHead.stream(1, "stream", 9), Payload.EMPTY, slow);
      fake.worker().begin(CallHead.unary(2, "tool"), Payload.EMPTY, listener);
      fake.write(item(1, "a"));
      slow.itemThread.get(30, TimeUnit.SECONDS);
      fake.write(result(2, "b"));
      fake.process.die(FakeProcess.status(1));
      Thread.sleep(400); // the time in which it would be given up

      passedOn.countDown();
      assertThat(listener.whenSettled()).containsExactly("item b", "complete", "settled");
    }
  }

  @Carriers
  void aCallThatHadItsOutcomeSettlesAtTheDeath(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.unary(1, "tool"), Payload.EMPTY, listener);
      fake.write(frame(0x83, 1, 1, "x"));
      await().untilAsserted(() -> assertThat(listener.signals).contains("complete"));
      fake.process.die(FakeProcess.status(1));

      assertThat(listener.whenSettled()).containsExactly("item x", "complete", "settled");
    }
  }

  @Carriers
  void callsBegunAfterTheDeathFailAtOnce(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.process.die(FakeProcess.status(1));
      lost(fake);
      fake.worker().begin(CallHead.unary(1, "tool"), Payload.EMPTY, listener).cancel();

      assertThat(listener.signals).containsExactly("failure LOST", "settled");
      assertThat(fake.worker().probe().toCompletableFuture()).isCompletedExceptionally();
    }
  }

  @Carriers
  void aProbeFailsWithTheWorker(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      CompletableFuture<Void> probe = fake.worker().probe().toCompletableFuture();
      fake.process.die(FakeProcess.status(1));

      assertThatThrownBy(() -> probe.get(30, TimeUnit.SECONDS)).hasMessageContaining("worker");
    }
  }

  @Carriers
  void aStoppedWorkerMayEndByItself(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.unary(1, "tool"), Payload.EMPTY, listener);
      fake.read();
      fake.worker().stop(Duration.ofDays(100_000));
      assertThat(fake.read().brief()).isEqualTo("07/0");
      fake.hangUp();
      listener.failure.get(30, TimeUnit.SECONDS); // its end has been read
      fake.process.die(FakeProcess.status(0));

      assertThat(lost(fake).kind()).isEqualTo(WorkerLoss.Kind.STOPPED);
      assertThat(fake.process.events).isEmpty();
    }
  }

  @Carriers
  void aStoppedWorkerThatEndsItsOutputHasTheRestOfItsGraceToExit(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.unary(1, "tool"), Payload.EMPTY, listener);
      fake.worker().stop(Duration.ofDays(1));
      fake.hangUp();
      listener.failure.get(30, TimeUnit.SECONDS);

      assertThat(fake.process.events).isEmpty();
      fake.worker().stop(Duration.ZERO);
      assertThat(listener.whenSettled()).containsExactly("failure LOST", "settled");
      assertThat(fake.process.events).containsExactly("kill");
    }
  }

  @Carriers
  void aStoppedWorkerIsKilledAfterItsGrace(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.unary(1, "tool"), Payload.EMPTY, listener);
      fake.worker().stop(Duration.ofDays(1));
      fake.worker().stop(Duration.ofMillis(10));
      fake.worker().stop(Duration.ofDays(2));

      assertThat(listener.whenSettled()).containsExactly("failure LOST", "settled");
      assertThat(lost(fake).kind()).isEqualTo(WorkerLoss.Kind.STOPPED);
      assertThat(fake.process.events).containsOnly("kill");
    }
  }

  @Carriers
  void aStopWithoutGraceAsksNothing(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().stop(Duration.ZERO);

      assertThat(lost(fake).kind()).isEqualTo(WorkerLoss.Kind.STOPPED);
      assertThat(fake.process.events).containsOnly("kill");
    }
  }

  @Carriers
  void theWorkerIsLostEvenWhenItsProcessHandleSaysNothing(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.process.immortal = true;
      fake.worker().begin(CallHead.unary(1, "tool"), Payload.EMPTY, listener);
      fake.worker().stop(Duration.ZERO);

      assertThat(lost(fake).kind()).isEqualTo(WorkerLoss.Kind.STOPPED);
      assertThat(listener.signals).containsExactly("failure LOST", "settled");
    }
  }

  @Carriers
  void noThreadOfALostWorkerIsLeft(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.unary(1, "tool"), Payload.of(new byte[8 << 20]), listener);
      assertThat(threads(fake)).isNotEmpty();
      fake.process.die(FakeProcess.status(1));
      lost(fake);

      await().untilAsserted(() -> assertThat(threads(fake)).isEmpty());
    }
  }

  private static WorkerLoss lost(FakeWorker fake) throws Exception {
    return fake.worker().lost().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static List<String> threads(FakeWorker fake) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("snakepit-" + fake.name + "-"))
        .toList();
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
