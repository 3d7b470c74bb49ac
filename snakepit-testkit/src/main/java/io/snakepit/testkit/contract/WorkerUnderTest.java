package io.snakepit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerLoss;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** An open worker, with its opening. */
final class WorkerUnderTest implements AutoCloseable {

  private final ContractSubject subject;
  private final OpeningUnderTest opening;
  private final Worker worker;
  private final AtomicLong lastId = new AtomicLong();

  WorkerUnderTest(ContractSubject subject, OpeningUnderTest opening, Worker worker) {
    this.subject = subject;
    this.opening = opening;
    this.worker = worker;
  }

  ContractSubject subject() {
    return subject;
  }

  OpeningUnderTest opening() {
    return opening;
  }

  Worker spi() {
    return worker;
  }

  /** What its adapter says that it is. */
  WorkerInfo info() {
    return Waits.answer("info", subject, worker::info);
  }

  /** Completes with its end. */
  CompletionStage<WorkerLoss> lost() {
    return Waits.answer("lost", subject, worker::lost);
  }

  long nextId() {
    return lastId.incrementAndGet();
  }

  CallPlan call(String tool) {
    return new CallPlan(this, tool);
  }

  boolean offers(String tool) {
    return info().tools().stream().anyMatch(info -> info.name().equals(tool));
  }

  /** Whether a process was launched for it, and hasn't ended. */
  boolean hasProcess() {
    return opening.process().filter(launched -> !isDone(launched.exit())).isPresent();
  }

  private static boolean isDone(CompletionStage<?> stage) {
    return stage.toCompletableFuture().isDone();
  }

  /** Checks that it still runs calls, now that something else has happened. */
  void assertHealthy() {
    assertThat(call(ContractTools.ECHO).with("value", "well").value()).isEqualTo("well");
  }

  void awaitProbe() {
    assertThat(worker.probe()).as("the worker answers a probe").succeedsWithin(subject.patience());
  }

  WorkerLoss awaitLost() {
    CompletionStage<WorkerLoss> lost = lost();
    assertThat(lost).as("the worker is lost").succeedsWithin(subject.patience());
    return lost.toCompletableFuture().join();
  }

  WorkerLoss stopAndAwaitLost() {
    worker.stop(Duration.ZERO);
    return awaitLost();
  }

  @Override
  public void close() throws IOException {
    worker.stop(Duration.ZERO);
    opening.close();
  }
}
