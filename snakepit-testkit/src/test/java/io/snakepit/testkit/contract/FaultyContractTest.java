package io.snakepit.testkit.contract;

import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fault.FaultInjector;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A fault injector that makes nothing fail keeps the contract of the adapter behind it. */
@Execution(ExecutionMode.CONCURRENT)
class FaultyContractTest extends AdapterContract {

  private final ContractSubject subject =
      new FakeSubject(
          FaultInjector.over(FakeAdapter.of(FakeContractTools.create())).adapter(),
          Duration.ofSeconds(10));

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
