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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

  @Test
  void aSoleCallerReadsItsResultItself() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
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
  void overPipesNobodyDrives() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.PIPES)) {
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, listener);
      assertThat(exchange.drive(LONG)).isFalse();
      fake.write(result(1, ""));

      listener.whenSettled();
      assertThat(exchange.drive(LONG)).isTrue();
    }
  }

  @Test
  void whatComesForOthersIsDeliveredByWhoDrives() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
      RecordingListener other = new RecordingListener();
      fake.worker().begin(driven(2), Payload.EMPTY, other);
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, listener);
      CompletableFuture<Boolean> driving =
          CompletableFuture.supplyAsync(() -> exchange.drive(LONG));
      fake.write(batch(log(0, "hm"), result(2, "two"), result(1, "one")));

      assertThat(driving.get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(other.whenSettled()).contains("item two");
      assertThat(fake.request.logs).containsExactly("0:hm");
    }
  }

  @Test
  void whoIsLeftWhenTheDriverHasItsOutcomeIsServedAllTheSame() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
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

  @Test
  void aCallAnnouncedAsDrivenThatNobodyDrivesIsServedAllTheSame() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
      fake.worker().begin(driven(1), Payload.EMPTY, listener);
      fake.write(result(1, "one"));

      assertThat(listener.whenSettled()).contains("item one");
    }
  }

  @Test
  void driveEndsWithTheTimeAndTheCallGoesOn() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, listener);
      assertThat(exchange.drive(TimeUnit.MILLISECONDS.toNanos(20))).isFalse();
      fake.write(result(1, "one"));

      assertThat(listener.whenSettled()).contains("item one");
    }
  }

  @Test
  void anInterruptEndsTheDriveAndNothingElse() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, listener);
      AtomicReference<Thread> driver = new AtomicReference<>();
      CompletableFuture<Boolean> flagKept = new CompletableFuture<>();
      CompletableFuture<Boolean> driving =
          CompletableFuture.supplyAsync(
              () -> {
                driver.set(Thread.currentThread());
                boolean done = exchange.drive(LONG);
                flagKept.complete(Thread.interrupted());
                return done;
              });
      await().until(() -> driver.get() != null);
      driver.get().interrupt();

      assertThat(driving.get(30, TimeUnit.SECONDS)).isFalse();
      assertThat(flagKept.join()).isTrue();
      fake.write(result(1, "one"));
      assertThat(listener.whenSettled()).contains("item one");
    }
  }

  @Test
  void aThreadWithItsFlagSetCanBeginDriveAndCancelWithoutHarm() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
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

  @Test
  void aDriverThatIsInterruptedWhileItDeliversDoesNotCostTheConnection() throws Exception {
    Thread driver = Thread.currentThread();
    RecordingListener interrupting =
        new RecordingListener() {
          @Override
          public void onItem(Payload item) {
            if (items.isEmpty()) {
              driver.interrupt();
            }
            super.onItem(item);
          }
        };
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
      Exchange exchange = fake.worker().begin(drivenStream(1), Payload.EMPTY, interrupting);
      fake.write(item(1, "a"));
      boolean done = exchange.drive(LONG);
      boolean kept = Thread.interrupted();
      fake.write(batch(item(1, "b"), WireWriter.end(1)));

      assertThat(done).isFalse();
      assertThat(kept).isTrue();
      assertThat(interrupting.whenSettled())
          .containsExactly("item a", "item b", "complete", "settled");
    }
  }

  @Test
  void anInterruptOfTheThreadThatReadsIsNoReasonToStopReading() throws Exception {
    RecordingListener interrupting =
        new RecordingListener() {
          @Override
          public void onItem(Payload item) {
            Thread.currentThread().interrupt();
            super.onItem(item);
          }
        };
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
      fake.worker().begin(CallHead.stream(1, "tool", 10), Payload.EMPTY, interrupting);
      fake.write(item(1, "a"));
      Thread reader = interrupting.itemThread.get(30, TimeUnit.SECONDS);
      await().until(() -> !reader.isInterrupted());
      fake.write(batch(item(1, "b"), WireWriter.end(1)));

      assertThat(interrupting.whenSettled()).endsWith("item b", "complete", "settled");
    }
  }

  @Test
  void aDriverNoticesTheDeathOfTheWorker() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, listener);
      CompletableFuture<Boolean> driving =
          CompletableFuture.supplyAsync(() -> exchange.drive(LONG));
      fake.process.die(FakeProcess.status(1));

      driving.get(30, TimeUnit.SECONDS);
      assertThat(listener.whenSettled()).containsExactly("failure LOST", "settled");
      assertThat(exchange.drive(LONG)).isTrue();
    }
  }

  @Test
  void anIdleWorkersDeathAndLogsAreNoticedAfterDriving() throws Exception {
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
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

  @Test
  void aCallbackOfWhoDrivesCannotReadInside() throws Exception {
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
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
      inner.set(fake.worker().begin(driven(2), Payload.EMPTY, listener));
      Exchange exchange = fake.worker().begin(driven(1), Payload.EMPTY, nesting);
      fake.write(batch(result(1, "one"), result(2, "two")));
      exchange.drive(LONG);

      assertThat(nesting.whenSettled()).contains("item one");
      assertThat(listener.whenSettled()).contains("item two");
      assertThat(innerDrove).isFalse();
    }
  }

  @Test
  void manyCallersOfManyKindsAllGetTheirOwnResults() throws Exception {
    int callers = 8;
    int calls = 500;
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try (FakeWorker fake = FakeWorker.ready(Carrier.SOCKET)) {
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

  private static CallHead driven(long id) {
    return new CallHead(id, 0, "tool", "", 0, false, 1, false, true, Map.of());
  }

  private static CallHead drivenStream(long id) {
    return new CallHead(id, 0, "tool", "", 0, true, 10, false, true, Map.of());
  }
}
