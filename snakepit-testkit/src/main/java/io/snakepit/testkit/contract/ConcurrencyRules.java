package io.snakepit.testkit.contract;

import static io.snakepit.testkit.contract.ContractTools.COUNT;
import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static io.snakepit.testkit.contract.ContractTools.MEET;
import static io.snakepit.testkit.contract.ContractTools.STUBBORN;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many threads use many workers, and each exchange is serial all the same. */
abstract class ConcurrencyRules extends ContractRules {

  private static final int THREADS = 4;
  private static final int CALLS = 25;

  ConcurrencyRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @Test
  void required_S13_signalsAreSerialWhenAListenerAsksForMore() {
    needs(Capability.STREAMING);
    RecordedCall stream =
        open().call(COUNT).with("to", 100).credit(1).onItem(call -> call.request(1)).begin();

    stream.awaitSuccess().awaitSettled();

    assertThat(stream.overlapped()).isFalse();
  }

  @Test
  void required_S13_signalsAreSerialWhenAnotherThreadAsksForMore() {
    needs(Capability.STREAMING);
    RecordedCall stream =
        open()
            .call(COUNT)
            .with("to", 4)
            .credit(1)
            .onItem(call -> join(CompletableFuture.runAsync(() -> call.request(1), this::run)))
            .begin();

    stream.awaitSuccess().awaitSettled();

    assertThat(stream.overlapped()).isFalse();
  }

  @Test
  void required_S13_manyThreadsMayBeginCalls() {
    WorkerUnderTest worker = open();

    List<RecordedCall> calls =
        onManyThreads(i -> worker.call(ECHO).with("value", "v" + i).announced().begin());

    calls.forEach(call -> assertThat(call.awaitValue()).asString().startsWith("v"));
    assertThat(calls.stream().map(RecordedCall::awaitValue)).doesNotHaveDuplicates();
  }

  @Test
  void required_S1_cancelsOnManyThreadsLeaveOneOutcomeEach() {
    needs(Capability.CANCELLATION);
    WorkerUnderTest worker = open();

    List<RecordedCall> calls =
        onManyThreads(
            i -> {
              RecordedCall call = worker.call(ECHO).with("value", i).announced().begin();
              call.cancel();
              return call;
            });

    calls.forEach(RecordedCall::awaitSettled);
    worker.assertHealthy();
    assertThat(calls).allSatisfy(call -> assertThat(call.outcomes()).isEqualTo(1));
  }

  @Test
  void required_S1_callsThatMeetADeathHaveOneOutcomeEach() {
    WorkerUnderTest worker = open();

    List<RecordedCall> calls =
        onManyThreads(
            i -> {
              if (i == THREADS * CALLS / 2) {
                worker.spi().stop(Duration.ZERO);
              }
              return worker.call(ECHO).with("value", i).announced().begin();
            });

    worker.awaitLost();
    calls.forEach(RecordedCall::awaitSettled);
    assertThat(calls).allSatisfy(call -> assertThat(call.outcomes()).isEqualTo(1));
  }

  @Test
  void required_S2_callsRunBesideEachOtherInAWorkerThatSaysSo() {
    WorkerUnderTest worker = openForTwo();

    RecordedCall first = meet(worker, "first", "second");
    RecordedCall second = meet(worker, "second", "first");

    first.awaitSuccess().awaitSettled();
    second.awaitSuccess().awaitSettled();
  }

  @Test
  void required_S3_aCancelEndsItsCallAndNoNeighbour() throws IOException {
    needs(Capability.CANCELLATION);
    WorkerUnderTest worker = openForTwo();
    RecordedCall cancelled = meet(worker, "cancelled", "nobody");
    RecordedCall neighbour = meet(worker, "neighbour", "late");
    cancelled.awaitSignals(Signal.STARTED, 1);
    neighbour.awaitSignals(Signal.STARTED, 1);

    cancelled.cancel();

    cancelled.awaitFailure();
    cancelled.awaitSettled();
    Files.createFile(mark("late"));
    neighbour.awaitSuccess().awaitSettled();
    worker.assertHealthy();
  }

  private WorkerUnderTest openForTwo() {
    needs(Capability.MULTIPLEXING);
    WorkerUnderTest worker = open(OpenPlan.plain().concurrency(2));
    assertThat(worker.info().concurrency()).isGreaterThanOrEqualTo(2);
    return worker;
  }

  private RecordedCall meet(WorkerUnderTest worker, String mark, String other) {
    return worker
        .call(MEET)
        .with("mark", mark(mark).toString())
        .with("other", mark(other).toString())
        .announced()
        .begin();
  }

  @Test
  void required_S13_workersDoNotWaitForEachOther() {
    WorkerUnderTest busy = open();
    WorkerUnderTest free = open();
    busy.call(STUBBORN).announced().begin().awaitSignals(Signal.STARTED, 1);

    free.assertHealthy();

    busy.stopAndAwaitLost();
    free.assertHealthy();
  }

  @Test
  void required_S13_beginningDoesNotWaitForAWorkerThatDoesNotRead() {
    WorkerUnderTest worker = open();
    RecordedCall running = worker.call(STUBBORN).announced().begin();
    running.awaitSignals(Signal.STARTED, 1);

    assertReturns(
        "begin", () -> worker.call(ECHO).with("value", "x".repeat(4 << 20)).announced().begin());

    worker.stopAndAwaitLost();
  }

  /** Begins calls on several threads at once and waits until all have been begun. */
  private List<RecordedCall> onManyThreads(IntFunction<RecordedCall> begin) {
    List<CompletableFuture<List<RecordedCall>>> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int first = thread;
      threads.add(
          CompletableFuture.supplyAsync(
              () ->
                  IntStream.range(0, CALLS)
                      .mapToObj(i -> begin.apply(i * THREADS + first))
                      .toList(),
              this::run));
    }
    List<RecordedCall> calls = new ArrayList<>();
    for (CompletableFuture<List<RecordedCall>> thread : threads) {
      assertThat(thread).as("a thread's calls were begun").succeedsWithin(patience());
      calls.addAll(thread.join());
    }
    return calls;
  }

  private void run(Runnable code) {
    Thread thread = new Thread(code, "contract");
    thread.setDaemon(true);
    thread.start();
  }

  private void join(CompletableFuture<Void> other) {
    assertThat(other).as("a request returns").succeedsWithin(patience());
  }
}
