package io.snakepit.it;

import io.snakepit.api.UnavailableException;
import io.snakepit.python.PythonRuntime;
import io.snakepit.stdio.StdioAdapter;
import io.snakepit.testkit.contract.AdapterContract;
import io.snakepit.testkit.contract.ContractSubject;
import io.snakepit.testkit.contract.ContractTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers whose own code is compiled to machine code keep the contract as the others do. */
@ParameterizedClass(name = "{0} at once")
@ValueSource(ints = {1, 4})
class NativeContractTest extends AdapterContract {

  @TempDir static Path folder;
  private static ContractSubject subject;

  @Parameter int concurrency;

  @BeforeParameterizedClassInvocation
  static void prepare(int concurrency) throws IOException {
    Path tools = ContractTools.writePython(Files.createTempDirectory(folder, "tools"));
    try {
      subject =
          new RealSubject(new StdioAdapter(), new PythonRuntime(), Map.of("native", "true"), tools)
              .over("socket")
              .running(concurrency);
    } catch (UnavailableException missing) {
      Required.missing("compiler", String.valueOf(missing.getMessage()));
    }
  }

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
