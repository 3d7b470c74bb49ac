package io.snakepit.it;

import io.snakepit.python.PythonRuntime;
import io.snakepit.stdio.StdioAdapter;
import io.snakepit.testkit.contract.AdapterContract;
import io.snakepit.testkit.contract.ContractSubject;
import io.snakepit.testkit.contract.ContractTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers that are forked from a template keep the contract as the others do. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "{0}, {1} at once")
@CsvSource({"pipes, 1", "socket, 4"})
class ForkedContractTest extends AdapterContract {

  @TempDir static Path folder;
  private static ContractSubject subject;

  @Parameter(0)
  String carrier;

  @Parameter(1)
  int concurrency;

  @BeforeParameterizedClassInvocation
  static void prepare(String carrier, int concurrency) throws IOException {
    Path tools = ContractTools.writePython(Files.createTempDirectory(folder, "tools"));
    subject =
        new RealSubject(
                new StdioAdapter(), new PythonRuntime(), Map.of("preload", tools.toString()), tools)
            .over(carrier)
            .running(concurrency)
            .forked();
  }

  @Override
  protected ContractSubject subject() {
    return subject;
  }
}
