package io.snakepit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.WorkerStartException;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.spi.WorkerProcess;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How workers come to be, and what is left when they don't. */
abstract class OpeningRules extends ContractRules {

  OpeningRules(Supplier<ContractSubject> subject) {
    super(subject);
  }

  @Test
  void required_S8_aWorkerIsWhatItsHelloSaid() {
    WorkerUnderTest worker = open();

    assertThat(worker.info()).isEqualTo(worker.opening().accepted());
    assertThat(worker.info().codec()).isEqualTo(subject().codec().name());
    assertThat(worker.offers(ContractTools.ECHO)).isTrue();
  }

  @Test
  void required_S12_aRefusedHelloIsPassedOnUnchanged() {
    WorkerStartException refusal =
        new WorkerStartException(ErrorCode.NO_COMMON_CODEC, "refused by the test", null, null);

    assertThat(failureOf(opening(OpenPlan.plain().refusing(refusal)))).isSameAs(refusal);
  }

  @Test
  void required_S7_aFailedOpeningLeavesNoProcess() {
    needsProcess();
    OpeningUnderTest opening =
        opening(OpenPlan.plain().refusing(new IllegalStateException("refused by the test")));

    failureOf(opening);

    assertThat(opening.process().map(WorkerProcess::exit))
        .hasValueSatisfying(exit -> assertThat(exit).succeedsWithin(patience()));
  }

  @Test
  void required_S12_aFailedLaunchFailsTheOpening() {
    needsProcess();

    assertThat(failureOf(opening(OpenPlan.plain().launching(List.of()))))
        .isInstanceOf(WorkerOpenException.class)
        .hasMessageContaining("no process can be started");
  }

  @Test
  void required_S12_aProcessThatExitsBeforeItsHelloFailsTheOpening() {
    needsProcess();
    List<String> exits = List.of(java(), "-version");

    assertThat(failureOf(opening(OpenPlan.plain().launching(exits))))
        .isInstanceOf(WorkerOpenException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void required_S9_garbageInsteadOfTheHelloFailsTheOpening() {
    needsProcess();
    List<String> prints = List.of(java(), "--version"); // on its descriptor 1

    assertThat(failureOf(opening(OpenPlan.plain().launching(prints))))
        .isInstanceOf(WorkerOpenException.class)
        .message()
        .isNotBlank();
  }

  private Throwable failureOf(OpeningUnderTest opening) {
    CompletableFuture<Worker> worker = begin(opening);
    Throwable failure =
        catchThrowable(() -> worker.get(opening.startBudget().toNanos(), TimeUnit.NANOSECONDS));
    assertThat(failure).as("the opening fails in time").isInstanceOf(ExecutionException.class);
    return Objects.requireNonNull(failure.getCause());
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }
}
