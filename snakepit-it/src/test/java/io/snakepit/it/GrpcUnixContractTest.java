package io.snakepit.it;

import io.snakepit.testkit.contract.AdapterContract;
import io.snakepit.testkit.contract.ContractSubject;
import io.snakepit.testkit.contract.ContractTools;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The gRPC adapter keeps the contract over a Unix socket. */
class GrpcUnixContractTest extends AdapterContract {

  @TempDir static Path folder;
  private static ContractSubject subject;

  @BeforeAll
  static void prepare() throws IOException {
    subject = RealGrpc.subject("unix", ContractTools.writePython(folder));
  }

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
