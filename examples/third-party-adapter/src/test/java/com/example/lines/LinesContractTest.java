package com.example.lines;

import io.snakepit.testkit.contract.AdapterContract;
import io.snakepit.testkit.contract.ContractSubject;
import io.snakepit.testkit.contract.ContractTools;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The adapter keeps the rules S1 to S14 with workers in Python. */
class LinesContractTest extends AdapterContract {

  @TempDir static Path folder;
  private static ContractSubject subject;

  @BeforeAll
  static void prepare() throws IOException {
    subject = new LinesSubject(ContractTools.writePython(folder));
  }

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
