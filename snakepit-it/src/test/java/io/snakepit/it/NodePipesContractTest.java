package io.snakepit.it;

import io.snakepit.testkit.contract.AdapterContract;
import io.snakepit.testkit.contract.ContractSubject;
import org.junit.jupiter.api.BeforeAll;

/** The worker in Node.js keeps the contract over pipes. */
class NodePipesContractTest extends AdapterContract {

  private static ContractSubject subject;

  @BeforeAll
  static void prepare() {
    RealNode.require();
    subject = RealNode.subject("pipes");
  }

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
