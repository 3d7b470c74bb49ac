package io.snakepit.testkit.contract;

import io.snakepit.testkit.fake.FakeAdapter;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The fake adapter keeps the contract. */
@Execution(ExecutionMode.CONCURRENT)
class FakeContractTest extends AdapterContract {

  private final ContractSubject subject =
      new FakeSubject(FakeAdapter.of(FakeContractTools.create()), Duration.ofSeconds(10));

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
