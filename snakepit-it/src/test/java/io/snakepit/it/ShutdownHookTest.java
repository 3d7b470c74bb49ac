package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Snakepit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application leaves open when it exits: workers are stopped, unless it wants it not. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class ShutdownHookTest {

  private static final int STATUS = 7;

  @TempDir Path folder;

  /** Exits without closing what it has started. */
  static final class Forgetful {

    private Forgetful() {}

    /**
     * Exits.
     *
     * @param arguments the tools, and whether there is a hook
     */
    public static void main(String[] arguments) {
      Snakepit pit =
          Snakepit.builder()
              .shutdownHook(Boolean.parseBoolean(arguments[1]))
              .pool("default", pool -> pool.adapter("stdio").tools(Path.of(arguments[0])))
              .start();
      pit.execute("work", Map.of());
      System.exit(STATUS);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 'worked, stopped'", "false, worked"})
  void theHookStopsWorkersInOrder(boolean hook, String left) throws Exception {
    Path trace = folder.resolve("trace");
    Path tools = tools(trace);
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Forgetful.class.getName(),
                tools.toString(),
                Boolean.toString(hook))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertThat(jvm.waitFor(100, TimeUnit.SECONDS)).isTrue();

    assertThat(jvm.exitValue()).isEqualTo(STATUS);
    assertThat(String.join(", ", Files.readAllLines(trace))).isEqualTo(left);
  }

  private Path tools(Path trace) throws IOException {
    Path tools = folder.resolve("traced_tools.py");
    Files.writeString(
        tools,
        """
        from snakepit import on_stop, tool

        def leave(word):
            with open(%s, "a") as trace:
                trace.write(word + "\\n")

        @tool
        def work():
            leave("worked")

        @on_stop
        def stop():
            leave("stopped")
        """
            .formatted("'" + trace + "'"));
    return tools;
  }
}
