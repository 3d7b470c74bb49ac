package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snakepit.api.Snakepit;
import io.snakepit.api.ToolException;
import io.snakepit.api.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen of it that a worker's own code is compiled to machine code. */
class NativeWorkerTest {

  private static final String TOOLS =
      """
      import snakepit._call
      import snakepit._engine
      import snakepit_stdio._reader
      from snakepit import context, tool

      @tool
      def kinds():
          modules = snakepit._call, snakepit._engine, snakepit_stdio._reader
          return [module.__file__.rpartition(".")[2] for module in modules]

      @tool
      def divide(a: int, b: int):
          context.progress(1)
          return a / b
      """;

  @TempDir static Path folder;
  private static Snakepit pit;

  @BeforeAll
  static void start() throws IOException {
    Path tools = Files.writeString(folder.resolve("native_tools.py"), TOOLS);
    try {
      pit = RealPython.start(pool -> pool.runtimeOption("native", "true").tools(tools).workers(1));
    } catch (UnavailableException missing) {
      Required.missing("compiler", String.valueOf(missing.getMessage()));
    }
  }

  @AfterAll
  static void close() {
    if (pit != null) {
      pit.close();
    }
  }

  @Test
  void machineCodeIsWhatRuns() {
    assertThat(pit.execute("kinds", Map.of()).as(String[].class))
        .hasSize(3)
        .allSatisfy(kind -> assertThat(kind).isIn("so", "pyd"));
  }

  @Test
  void tracebacksBeginInUserCode() {
    ToolException raised =
        catchThrowableOfType(
            ToolException.class, () -> pit.execute("divide", Map.of("a", 1, "b", 0)));

    assertThat(raised.traceback()).contains("native_tools.py").doesNotContain("_guard");
  }
}
