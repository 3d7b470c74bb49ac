package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class OtherEndTest {

  /** Wherever a worker has put its pipe by the time one looks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo ready >&2; read line",
        "exec 3>&1 1>&2; echo ready >&2; read line",
        "exec 7>&1 1>/dev/null 8<&0 0</dev/null; echo ready >&2; read line <&8"
      })
  void itIsFound(String script) throws Exception {
    try (Shell shell = new Shell(script);
        OtherEnd end = OtherEnd.ofStdout(shell).orElseThrow()) {
      try (OutputStream out = end.open()) {
        out.write("hm".getBytes(UTF_8));
      }

      assertThat(end.available()).isEqualTo(2);
      assertThat(shell.stdout().readNBytes(2)).isEqualTo("hm".getBytes(UTF_8));
    }
  }

  @Test
  void itStaysThatOfItsPipeWhenTheProcessHasExited() throws Exception {
    try (Shell shell = new Shell("echo ready >&2; read line");
        OtherEnd end = OtherEnd.ofStdout(shell).orElseThrow()) {
      shell.end();
      try (Shell next = new Shell("echo ready >&2; read line"); // its pipes take the free numbers
          OutputStream out = end.open()) {
        out.write("hm".getBytes(UTF_8));

        assertThat(end.available()).isEqualTo(2);
        assertThat(next.stdout().available()).isZero();
      }
    }
  }

  @Test
  void whatGoesToAFileHasNone() throws Exception {
    try (Shell shell = new Shell("exec 1>/dev/null; echo ready >&2; read line")) {
      assertThat(OtherEnd.ofStdout(shell)).isEmpty();
    }
  }

  @Test
  void aProcessThatIsGoneHasNone() throws Exception {
    try (Shell shell = new Shell("echo ready >&2; read line")) {
      shell.end();
      assertThat(OtherEnd.ofStdout(shell)).isEmpty();
    }
  }

  @Test
  void aProcessElsewhereHasNone() {
    assertThat(OtherEnd.ofStdout(FakeProcess.withoutNumber(java.util.List.of()))).isEmpty();
  }

  /** A process that has said on stderr that it is ready, and waits for a line. */
  private static final class Shell implements WorkerProcess, AutoCloseable {

    private final Process process;

    Shell(String script) throws IOException {
      process = new ProcessBuilder("sh", "-c", script).start();
      assertThat(process.getErrorStream().readNBytes(6)).isEqualTo("ready\n".getBytes(UTF_8));
    }

    void end() throws Exception {
      process.getOutputStream().close();
      process.waitFor();
      assertThat(process.getInputStream().read()).isEqualTo(-1);
    }

    @Override
    public OptionalLong pid() {
      return OptionalLong.of(process.pid());
    }

    @Override
    public OutputStream stdin() {
      return process.getOutputStream();
    }

    @Override
    public InputStream stdout() {
      return process.getInputStream();
    }

    @Override
    public void interrupt() {}

    @Override
    public void kill() {
      process.destroyForcibly();
    }

    @Override
    public CompletionStage<ProcessExit> exit() {
      return new CompletableFuture<>();
    }

    @Override
    public void close() throws Exception {
      kill();
      process.waitFor();
    }
  }
}
