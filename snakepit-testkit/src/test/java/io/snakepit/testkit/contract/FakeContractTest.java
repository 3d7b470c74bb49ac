package io.snakepit.testkit.contract;

import io.snakepit.testkit.fake.FakeAdapter;
import java.time.Duration;

/** The fake adapter keeps the contract. */
class FakeContractTest extends AdapterContract {

  private final ContractSubject subject =
      new FakeSubject(FakeAdapter.of(FakeContractTools.create()), Duration.ofSeconds(10));

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
