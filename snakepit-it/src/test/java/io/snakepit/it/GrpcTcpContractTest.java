package io.snakepit.it;

import io.snakepit.testkit.contract.AdapterContract;
import io.snakepit.testkit.contract.ContractSubject;
import io.snakepit.testkit.contract.ContractTools;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The gRPC adapter keeps the contract over loopback TCP. */
class GrpcTcpContractTest extends AdapterContract {

  @TempDir static Path folder;
  private static ContractSubject subject;

  @BeforeAll
  static void prepare() throws IOException {
    subject = RealGrpc.subject("tcp", ContractTools.writePython(folder));
  }

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
