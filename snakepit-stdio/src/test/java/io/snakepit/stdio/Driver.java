package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.result;
import static org.awaitility.Awaitility.await;

import io.snakepit.spi.Exchange;
import io.snakepit.spi.Payload;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A thread that drives a call.
 *
 * @param call its number
 * @param done what {@code drive} returned, when it has
 * @param kept whether the thread's flag was set then
 */
record Driver(
    long call,
    Exchange exchange,
    RecordingListener listener,
    Thread thread,
    CompletableFuture<Boolean> done,
    CompletableFuture<Boolean> kept) {

  /** Far from the numbers that tests give. */
  private static final AtomicLong CALL = new AtomicLong(1_000_000);

  /** One that waits in a read, for longer than a test takes. */
  static Driver inRead(FakeWorker fake) throws Exception {
    return inRead(fake, TimeUnit.MINUTES.toNanos(10));
  }

  /** One that waits in a read, if it comes to that within the time; other threads may be faster. */
  static Driver inRead(FakeWorker fake, long nanos) throws Exception {
    while (true) {
      long id = CALL.incrementAndGet();
      Driver driver = start(fake, id, nanos);
      await().until(() -> driver.done.isDone() || driver.reads());
      if (!driver.done.isDone()) {
        return driver;
      }
      fake.write(result(id, "not the one"));
      driver.listener.whenSettled();
    }
  }

  private static Driver start(FakeWorker fake, long id, long nanos) throws Exception {
    RecordingListener listener = new RecordingListener();
    Exchange exchange = fake.worker().begin(DriveTest.driven(id), Payload.EMPTY, listener);
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    CompletableFuture<Boolean> kept = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              boolean outcome = exchange.drive(nanos);
              kept.complete(Thread.interrupted());
              done.complete(outcome);
            },
            "driver");
    thread.setDaemon(true);
    thread.start();
    return new Driver(id, exchange, listener, thread, done, kept);
  }

  /** Whether the thread's flag was set when it had driven. */
  boolean flag() {
    return kept.join();
  }

  private boolean reads() {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("await") && isOurs(frame));
  }

  private static boolean isOurs(StackTraceElement frame) {
    return frame.getClassName().startsWith(Driver.class.getPackageName());
  }
}
