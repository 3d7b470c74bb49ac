package io.snakepit.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snakepit.api.Call;
import io.snakepit.api.CallCancelledException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.ToolException;
import io.snakepit.cli.fake.FakePool;
import io.snakepit.cli.output.OutputException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RepeatedCallsTest {

  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void everyResultIsHandedOver() {
    ConcurrentLinkedQueue<Object> values = new ConcurrentLinkedQueue<>();
    RepeatedCalls.Summary summary =
        new RepeatedCalls(FakePool.of(call -> calls.incrementAndGet()), Call.of("count"), 50, 4)
            .run(values::add);
    assertThat(values).hasSize(50).doesNotHaveDuplicates();
    assertThat(summary.firstFailure()).isEmpty();
    assertThat(summary.text()).startsWith("50 calls: 50 ok, 0 failed;").contains("p50", "p99");
  }

  @Test
  void failuresAreCountedByCodeAndTheRestGoesOn() {
    RepeatedCalls.Summary summary =
        new RepeatedCalls(FakePool.of(call -> failEveryThird()), Call.of("count"), 9, 1)
            .run(value -> {});
    assertThat(summary.text()).startsWith("9 calls: 6 ok, 3 failed (3 TOOL_RAISED);");
    assertThat(summary.firstFailure())
        .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOOL_RAISED));
  }

  private Object failEveryThird() {
    if (calls.incrementAndGet() % 3 == 0) {
      throw new ToolException(ErrorCode.TOOL_RAISED, "count", "ValueError", "third", null);
    }
    return 1L;
  }

  @Test
  @Timeout(30)
  void asManyCallsAsAskedForRunAtTheSameTime() {
    CyclicBarrier together = new CyclicBarrier(4);
    RepeatedCalls.Summary summary =
        new RepeatedCalls(FakePool.of(call -> await(together)), Call.of("meet"), 8, 4)
            .run(value -> {});
    assertThat(summary.text()).startsWith("8 calls: 8 ok");
  }

  private static Object await(CyclicBarrier barrier) {
    try {
      return barrier.await();
    } catch (InterruptedException | BrokenBarrierException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void nobodyToPrintForEndsItAll() {
    RepeatedCalls repeated =
        new RepeatedCalls(FakePool.of(call -> calls.incrementAndGet()), Call.of("count"), 50, 1);
    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(
            () ->
                repeated.run(
                    value -> {
                      throw new OutputException(new IOException("Broken pipe"));
                    }));
    assertThat(calls).hasValue(1);
  }

  /** At Ctrl-C, that is. */
  @Test
  @Timeout(60)
  void whatTheInterruptCancelsIsCounted() throws Exception {
    CountDownLatch running = new CountDownLatch(3);
    AtomicReference<RepeatedCalls.Summary> summary = new AtomicReference<>();
    AtomicReference<Thread> interrupted = new AtomicReference<>();
    RepeatedCalls repeated =
        new RepeatedCalls(
            FakePool.of(call -> endWhenInterrupted(running, interrupted.get())),
            Call.of("wait"),
            100,
            3);
    Thread command = new Thread(() -> summary.set(repeated.run(value -> {})));
    interrupted.set(command);
    command.start();
    running.await();
    command.interrupt();
    command.join();

    assertThat(summary.get().text()).startsWith("3 calls: 0 ok, 3 failed (3 INTERRUPTED);");
  }

  /** As late as may be: when the command has either gone on, or waits for it. */
  private static Object endWhenInterrupted(CountDownLatch running, Thread command) {
    running.countDown();
    try {
      return new CountDownLatch(1).await(30, TimeUnit.SECONDS);
    } catch (InterruptedException cancelled) {
      Awaitility.await()
          .until(
              command::getState,
              state -> state == Thread.State.TIMED_WAITING || state == Thread.State.TERMINATED);
      throw new CallCancelledException(ErrorCode.INTERRUPTED, "interrupted");
    }
  }

  @Test
  void theInterruptedStopAndKeepTheirFlag() {
    Thread.currentThread().interrupt();
    new RepeatedCalls(FakePool.of(call -> List.of()), Call.of("count"), 1_000, 1).run(value -> {});
    assertThat(Thread.interrupted()).isTrue();
  }
}
