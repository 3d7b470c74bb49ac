package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.batch;
import static io.snakepit.stdio.WireWriter.item;
import static io.snakepit.stdio.WireWriter.log;
import static io.snakepit.stdio.WireWriter.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DriveTest {

  private static final long LONG = TimeUnit.SECONDS.toNanos(30);

  private final RecordingListener listener = new RecordingListener();

  @Carriers
  void aSoleCallerReadsItsResultItself(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      answerAll(fake);
      int own = 0;
      for (int id = 1; id <= 1000; id++) {
        RecordingListener each = new RecordingListener();
        Exchange exchange = fake.worker().begin(driven(id), Payload.EMPTY, each);
        boolean done = exchange.drive(LONG);
        assertThat(each.whenSettled()).containsExactly("item " + id, "complete", "settled");
        if (done && each.itemThread.join() == Thread.currentThread()) {
          own++;
        }
      }
      // Now and then another thread may be faster on a busy machine; it must not be the rule.
      assertThat(own).isGreaterThan(500);
    }
  }

  @Test
  void whereNoReadCanBeWokenNobodyDrives() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.PIPES, FakeProcess::withoutNumber)) {
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, listener);
      assertThat(exchange.drive(LONG)).isFalse();
      fake.write(result(1, ""));

      listener.whenSettled();
      assertThat(exchange.drive(LONG)).isTrue();
    }
  }

  @Carriers
  void whatComesForOthersIsDeliveredByWhoDrives(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Driver driver = Driver.inRead(fake);
      RecordingListener other = new RecordingListener();
      fake.worker().begin(driven(2), Payload.EMPTY, other);
      fake.write(batch(log(0, "hm"), result(2, "two"), result(driver.call(), "one")));

      assertThat(driver.done().get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(other.whenSettled()).contains("item two");
      assertThat(fake.request.logs).containsExactly("0:hm");
    }
  }

  @Carriers
  void whoIsLeftWhenTheDriverHasItsOutcomeIsServedAllTheSame(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      RecordingListener left = new RecordingListener();
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, listener);
      fake.worker().begin(CallHead.unary(2, "left"), Payload.EMPTY, left);
      fake.write(result(1, "one"));
      exchange.drive(LONG);
      listener.whenSettled();
      fake.write(result(2, "two"));

      assertThat(left.whenSettled()).contains("item two");
    }
  }

  @Carriers
  void aCallAnnouncedAsDrivenThatNobodyDrivesIsServedAllTheSame(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(driven(1), Payload.EMPTY, listener);
      fake.write(result(1, "one"));

      assertThat(listener.whenSettled()).contains("item one");
    }
  }

  @Carriers
  void driveEndsWithTheTimeAndTheCallGoesOn(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, listener);
      assertThat(exchange.drive(TimeUnit.MILLISECONDS.toNanos(20))).isFalse();
      fake.write(result(1, "one"));

      assertThat(listener.whenSettled()).contains("item one");
    }
  }

  @Carriers
  void eachInterruptEndsTheDriveAndNothingElse(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      for (int round = 0; round < 3; round++) {
        Driver driver = Driver.inRead(fake);
        driver.thread().interrupt();

        assertThat(driver.done().get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(driver.flag()).isTrue();
        fake.write(result(driver.call(), "one"));
        assertThat(driver.listener().whenSettled()).contains("item one");
      }
    }
  }

  @Carriers
  void aThreadWithItsFlagSetCanBeginDriveAndCancelWithoutHarm(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Thread.currentThread().interrupt();
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, listener);
      boolean driven = exchange.drive(LONG);
      exchange.cancel();
      boolean kept = Thread.interrupted();

      assertThat(driven).isFalse();
      assertThat(kept).isTrue();
      assertThat(fake.read().brief()).isEqualTo("02/1");
      assertThat(fake.read().brief()).isEqualTo("04/1");
      fake.write(result(1, "one"));
      assertThat(listener.whenSettled()).contains("item one");
    }
  }

  @Carriers
  void aDriverThatIsInterruptedWhileItDeliversDoesNotCostTheConnection(Carrier carrier)
      throws Exception {
    Thread driver = Thread.currentThread();
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      boolean kept = false;
      for (int id = 1; !kept; id++) { // until it is this thread that reads
        RecordingListener interrupting =
            new RecordingListener() {
              @Override
              public void onItem(Payload item) {
                if (items.isEmpty() && Thread.currentThread() == driver) {
                  driver.interrupt();
                }
                super.onItem(item);
              }
            };
        Exchange exchange = fake.worker().begin(drivenStream(id), Payload.EMPTY, interrupting);
        fake.write(item(id, "a"));
        boolean done = exchange.drive(TimeUnit.MILLISECONDS.toNanos(100));
        kept = Thread.interrupted();
        fake.write(batch(item(id, "b"), WireWriter.end(id)));

        assertThat(done).isFalse();
        assertThat(interrupting.whenSettled())
            .containsExactly("item a", "item b", "complete", "settled");
      }
    }
  }

  @Carriers
  void anInterruptOfTheThreadThatReadsIsNoReasonToStopReading(Carrier carrier) throws Exception {
    RecordingListener interrupting =
        new RecordingListener() {
          @Override
          public void onItem(Payload item) {
            Thread.currentThread().interrupt();
            super.onItem(item);
          }
        };
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      fake.worker().begin(CallHead.stream(1, "tool", 10), Payload.EMPTY, interrupting);
      fake.write(item(1, "a"));
      Thread reader = interrupting.itemThread.get(30, TimeUnit.SECONDS);
      await().until(() -> !reader.isInterrupted());
      fake.write(batch(item(1, "b"), WireWriter.end(1)));

      assertThat(interrupting.whenSettled()).endsWith("item b", "complete", "settled");
    }
  }

  @Carriers
  void aDriverNoticesTheDeathOfTheWorker(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Driver driver = Driver.inRead(fake);
      fake.process.die(FakeProcess.status(1));

      driver.done().get(30, TimeUnit.SECONDS);
      assertThat(driver.listener().whenSettled()).containsExactly("failure LOST", "settled");
      assertThat(driver.exchange().drive(LONG)).isTrue();
    }
  }

  @Carriers
  void aDriverNoticesTheExitOfAWorkerWhoseDescriptorsAnotherProcessHolds(Carrier carrier)
      throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Driver driver = Driver.inRead(fake);
      fake.process.immortal = true; // what holds them can't be killed
      fake.process.dieHeldOpen(FakeProcess.status(1));

      driver.done().get(30, TimeUnit.SECONDS);
      assertThat(driver.listener().whenSettled()).containsExactly("failure LOST", "settled");
    }
  }

  @Carriers
  void aDriverThatReadsLeavesWithItsTime(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Driver driver = Driver.inRead(fake, TimeUnit.MILLISECONDS.toNanos(500));

      assertThat(driver.done().get(30, TimeUnit.SECONDS)).isFalse();
      fake.write(result(driver.call(), "one"));
      assertThat(driver.listener().whenSettled()).contains("item one");
    }
  }

  @Carriers
  void aDriveThatEndsInTheMidstOfAFrameDoesNotDamageIt(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      byte[] frame = result(1, "x".repeat(100_000));
      for (int id = 1; id <= 10; id++) {
        RecordingListener each = new RecordingListener();
        Exchange exchange = fake.worker().begin(driven(id), Payload.EMPTY, each);
        ByteBuffer.wrap(frame).putLong(8, id);
        int half = frame.length / 2 + id;
        fake.write(Arrays.copyOf(frame, half));
        for (int drive = 0; drive < 3; drive++) {
          assertThat(exchange.drive(TimeUnit.MILLISECONDS.toNanos(5))).isFalse();
        }
        fake.write(Arrays.copyOfRange(frame, half, frame.length));
        exchange.drive(LONG);

        assertThat(each.whenSettled())
            .containsExactly("item " + "x".repeat(100_000), "complete", "settled");
      }
    }
  }

  @Carriers
  void anIdleWorkersDeathAndLogsAreNoticedAfterDriving(Carrier carrier) throws Exception {
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, listener);
      fake.write(result(1, ""));
      exchange.drive(LONG);
      listener.whenSettled();

      fake.write(log(0, "still there"));
      assertThat(fake.request.logs.poll(30, TimeUnit.SECONDS)).isEqualTo("0:still there");
      fake.process.die(FakeProcess.status(1));
      fake.worker().lost().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }

  @Carriers
  void aCallbackOfWhoDrivesCannotReadInside(Carrier carrier) throws Exception {
    AtomicReference<Exchange> inner = new AtomicReference<>();
    AtomicBoolean innerDrove = new AtomicBoolean(true);
    RecordingListener nesting =
        new RecordingListener() {
          @Override
          public void onItem(Payload item) {
            innerDrove.set(inner.get().drive(LONG));
            super.onItem(item);
          }
        };
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      inner.set(fake.worker().begin(driven(2), Payload.EMPTY, listener));
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, nesting);
      fake.write(batch(result(1, "one"), result(2, "two")));
      exchange.drive(LONG);

      assertThat(nesting.whenSettled()).contains("item one");
      assertThat(listener.whenSettled()).contains("item two");
      assertThat(innerDrove).isFalse();
    }
  }

  @Carriers
  void manyCallersOfManyKindsAllGetTheirOwnResults(Carrier carrier) throws Exception {
    int callers = 8;
    int calls = 500;
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try (FakeWorker fake = FakeWorker.ready(carrier)) {
      answerAll(fake);
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        long first = 1L + (long) caller * calls;
        all.add(pool.submit(() -> callMany(fake.worker(), first, calls)));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Drives for long, shortly, or not at all, by turns. */
  private static Void callMany(Worker worker, long first, int calls) throws Exception {
    for (long id = first; id < first + calls; id++) {
      RecordingListener each = new RecordingListener();
      boolean drives = id % 3 != 0;
      CallHead head = drives ? driven(id) : CallHead.unary(id, "tool");
      Exchange exchange = worker.begin(head, Payload.EMPTY, each);
      if (drives) {
        exchange.drive(id % 3 == 1 ? LONG : TimeUnit.MICROSECONDS.toNanos(50));
      }
      assertThat(each.whenSettled()).containsExactly("item " + id, "complete", "settled");
    }
    return null;
  }

  /** Answers each call with its id, until the connection ends. */
  private static void answerAll(FakeWorker fake) {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (; ; ) {
                  long id = fake.read().call();
                  fake.write(result(id, Long.toString(id)));
                }
              } catch (java.io.IOException e) {
                // The test has closed the worker.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  static CallHead driven(long id) {
    return new CallHead(id, 0, "tool", "", 0, false, 1, false, true, Map.of());
  }

  private static CallHead drivenStream(long id) {
    return new CallHead(id, 0, "tool", "", 0, true, 10, false, true, Map.of());
  }
}
