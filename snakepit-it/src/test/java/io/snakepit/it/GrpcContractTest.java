package io.snakepit.it;

import io.snakepit.testkit.contract.AdapterContract;
import io.snakepit.testkit.contract.ContractSubject;
import io.snakepit.testkit.contract.ContractTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The gRPC adapter keeps the contract with workers in Python. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"unix", "tcp"})
class GrpcContractTest extends AdapterContract {

  @TempDir static Path folder;
  private static ContractSubject subject;

  @Parameter String carrier;

  @BeforeParameterizedClassInvocation
  static void prepare(String carrier) throws IOException {
    Path tools = ContractTools.writePython(Files.createTempDirectory(folder, "tools"));
    subject = RealGrpc.subject(carrier, tools);
  }

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
