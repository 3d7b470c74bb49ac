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
import org.junit.jupiter.params.provider.CsvSource;

/** The stdio adapter keeps the contract with workers in Python. */
@ParameterizedClass(name = "{0}, {1}, {2} at once")
@CsvSource({
  "pipes, json, 1",
  "socket, json, 1",
  "socket, json, 4",
  "pipes, msgpack, 1",
  "socket, msgpack, 1"
})
class StdioContractTest extends AdapterContract {

  @TempDir static Path folder;
  private static ContractSubject subject;

  @Parameter(0)
  String carrier;

  @Parameter(1)
  String codec;

  @Parameter(2)
  int concurrency;

  @BeforeParameterizedClassInvocation
  static void prepare(String carrier, String codec, int concurrency) throws IOException {
    Path tools = ContractTools.writePython(Files.createTempDirectory(folder, "tools"));
    subject =
        RealCodecs.orMissing(codec, () -> RealPython.subject(carrier, codec, concurrency, tools));
  }

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
