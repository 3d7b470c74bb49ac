package io.snakepit.testkit.contract;

import io.snakepit.testkit.fake.FakeAdapter;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The fake adapter keeps the contract also when it declines every capability. */
@Execution(ExecutionMode.CONCURRENT)
class FakeRefusalContractTest extends AdapterContract {

  private final ContractSubject subject =
      new FakeSubject(
          FakeAdapter.builder(FakeContractTools.create()).capabilities(Set.of()).build(),
          Duration.ofSeconds(10));

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
