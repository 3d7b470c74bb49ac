package io.snakepit.testkit.contract;

import io.snakepit.testkit.fake.FakeAdapter;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The fake adapter keeps the contract also when its workers run several calls at once. */
@Execution(ExecutionMode.CONCURRENT)
class FakeMultiplexedContractTest extends AdapterContract {

  private final ContractSubject subject =
      new FakeSubject(
          FakeAdapter.builder(FakeContractTools.create()).concurrency(2).build(),
          Duration.ofSeconds(10));

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
