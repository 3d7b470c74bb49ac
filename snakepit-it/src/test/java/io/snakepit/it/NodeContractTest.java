package io.snakepit.it;

import io.snakepit.testkit.contract.AdapterContract;
import io.snakepit.testkit.contract.ContractSubject;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** The worker in Node.js keeps the contract. */
@ParameterizedClass(name = "{0}, {1}")
@CsvSource({"pipes, json", "socket, json", "pipes, msgpack", "socket, msgpack"})
class NodeContractTest extends AdapterContract {

  private static ContractSubject subject;

  @Parameter(0)
  String carrier;

  @Parameter(1)
  String codec;

  @BeforeParameterizedClassInvocation
  static void prepare(String carrier, String codec) {
    RealNode.require();
    subject = RealNode.subject(carrier, codec);
  }

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
