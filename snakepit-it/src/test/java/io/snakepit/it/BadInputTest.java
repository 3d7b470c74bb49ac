package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.ToolException;
import io.snakepit.api.UnavailableException;
import io.snakepit.api.WorkerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each thing a user can get wrong has one clear error with its code. */
@Timeout(120)
class BadInputTest {

  @TempDir Path folder;

  private Path tool(String name, String code) throws IOException {
    return Files.writeString(folder.resolve(name), code);
  }

  private static void assertStartFails(ErrorCode code, String message, Path... tools) {
    assertThatThrownBy(
            () -> Snakepit.builder().pool("default", p -> p.tools(tools)).start().close())
        .isInstanceOfSatisfying(
            SnakepitException.class, failure -> assertThat(failure.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void aToolFileThatDoesNotExist() {
    assertStartFails(ErrorCode.TOOLS_NOT_FOUND, "nowhere.py", folder.resolve("nowhere.py"));
  }

  @Test
  void aToolFileThatDoesNotImportShowsItsTraceback() throws IOException {
    Path broken = tool("broken.py", "import no_such_module_here\n");
    assertThatThrownBy(
            () -> Snakepit.builder().pool("default", p -> p.tools(broken)).start().close())
        .isInstanceOfSatisfying(
            WorkerStartException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.TOOLS_FAILED);
              assertThat(failure.traceback()).contains("broken.py").contains("line 1");
            })
        .hasMessageContaining("no_such_module_here");
  }

  @Test
  void aToolFileWithoutTools() throws IOException {
    assertStartFails(ErrorCode.NO_TOOLS, "empty.py", tool("empty.py", "x = 1\n"));
  }

  @Test
  void twoToolsOfOneName() throws IOException {
    String code = "from snakepit import tool\n@tool\ndef twice(): pass\n";
    assertStartFails(
        ErrorCode.DUPLICATE_TOOL, "twice", tool("one.py", code), tool("other.py", code));
  }

  @Test
  void aStartUpHookThatFails() throws IOException {
    assertStartFails(
        ErrorCode.STARTUP_FAILED,
        "no model",
        tool(
            "hook.py",
            "from snakepit import tool, on_start\n@tool\ndef t(): pass\n"
                + "@on_start\ndef load(): raise RuntimeError('no model')\n"));
  }

  @Test
  void aWorkerThatNeverSaysHello() throws IOException {
    Path slow = tool("slow.py", "import time\ntime.sleep(600)\n");
    assertThatThrownBy(
            () ->
                Snakepit.builder()
                    .pool(
                        "default",
                        p -> p.tools(slow).timeouts(t -> t.withStart(Duration.ofSeconds(2))))
                    .start()
                    .close())
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("timeouts.start");
  }

  @Test
  void anUnknownOptionIsRefusedWithASuggestion() {
    assertThatThrownBy(() -> RealPython.start(p -> p.adapterOption("carier", "pipes")).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("carier")
        .hasMessageContaining("did you mean 'carrier'");
    assertThatThrownBy(() -> RealPython.start(p -> p.runtimeOption("requirement", "x")).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean 'requirements'");
  }

  @Test
  void anUnknownAdapterAndAnUnknownRuntime() {
    assertThatThrownBy(() -> RealPython.start(p -> p.adapter("stdoi")).close())
        .isInstanceOf(SnakepitException.class)
        .hasMessageContaining("stdoi")
        .hasMessageContaining("stdio");
    assertThatThrownBy(() -> RealPython.start(p -> p.runtime("pyton")).close())
        .isInstanceOf(SnakepitException.class)
        .hasMessageContaining("pyton")
        .hasMessageContaining("python");
  }

  @Test
  void anInterpreterThatIsNotThere() {
    assertThatThrownBy(
            () -> RealPython.start(p -> p.runtimeOption("python", "/nowhere/python3")).close())
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("/nowhere/python3");
  }

  @Test
  void messagesLargerThanTheLimitEndTheCallAlone() {
    try (Snakepit pit =
        RealPython.start(p -> p.workers(1).limits(l -> l.withFrameBytes(1 << 20)))) {
      long pid = pit.execute("pid", Map.of()).as(Long.class);
      assertThatThrownBy(() -> pit.execute("same", Map.of("value", new byte[2 << 20])))
          .isInstanceOfSatisfying(
              InvalidCallException.class,
              large -> assertThat(large.code()).isEqualTo(ErrorCode.CALL_TOO_LARGE))
          .hasMessageContaining("limits.frame-bytes");
      try (var stream = pit.executeStream("chunks", Map.of("n", 1, "size", 2 << 20))) {
        assertThatThrownBy(() -> stream.iterator().hasNext())
            .isInstanceOfSatisfying(
                ToolException.class,
                large -> assertThat(large.code()).isEqualTo(ErrorCode.RESULT_TOO_LARGE));
      }
      assertThat(pit.execute("pid", Map.of()).as(Long.class)).isEqualTo(pid);
    }
  }
}
