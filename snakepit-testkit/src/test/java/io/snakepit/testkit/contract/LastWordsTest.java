package io.snakepit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import io.snakepit.testkit.fake.FakeAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A test that fails says what its workers said. */
class LastWordsTest {

  @Test
  void theFailureOfATestTellsWhatTheCallFailedWith() {
    Throwable failure = failureOf(WrongTools.class, "Calls", "required_S8_progressArrives");

    assertThat(failure.getSuppressed())
        .as("beside %s", failure)
        .singleElement()
        .asString()
        .contains("contract-", "report_progress: ", "the disk is full");
  }

  private static Throwable failureOf(Class<?> contract, String group, String test) {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectNestedMethod(List.of(contract), groupOf(group), test))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier found, TestExecutionResult result) {
                result.getThrowable().ifPresent(failure::complete);
              }
            });
    return Objects.requireNonNull(failure.getNow(null), "the test passed");
  }

  private static Class<?> groupOf(String name) {
    for (Class<?> group : AdapterContract.class.getDeclaredClasses()) {
      if (group.getSimpleName().equals(name)) {
        return group;
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** A contract over workers of which a tool fails. Isn't run as a test, but by one. */
  static class WrongTools extends AdapterContract {

    @Override
    protected ContractSubject subject() {
      return new FakeSubject(
          FakeAdapter.of(
              FakeContractTools.create()
                  .unary(
                      ContractTools.REPORT_PROGRESS,
                      call -> {
                        throw new IllegalStateException("the disk is full");
                      })),
          Duration.ofSeconds(25));
    }
  }
}
