package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class CommandRunnerTest {

  @TempDir Path folder;

  private final CommandRunner runner = Limits.runner();

  @Test
  void givesExitCodeAndBothStreams() throws Exception {
    CommandOutput output = shell("echo out; echo err >&2; exit 3");

    assertThat(output.exitCode()).hasValue(3);
    assertThat(output.lines()).containsExactlyInAnyOrder("out", "err");
    assertThat(output.succeeded()).isFalse();
    assertThat(output.ending()).isEqualTo("exit code 3");
  }

  @Test
  void feedsTheInput() throws Exception {
    CommandOutput output = runner.run(List.of("sh", "-c", "tr a-z A-Z"), "söme\n", Limits.GENEROUS);

    assertThat(output.succeeded()).isTrue();
    assertThat(output.lines()).containsExactly("SöME");
  }

  @Test
  void survivesACommandThatDoesNotReadItsInput() throws Exception {
    String input = "x".repeat(1_000_000);

    assertThat(runner.run(List.of("true"), input, Limits.GENEROUS).succeeded()).isTrue();
  }

  @Test
  void killsWhatOverrunsItsTimeWithItsDescendants() throws Exception {
    Path pid = folder.resolve("pid");
    List<String> command =
        List.of("sh", "-c", "sleep 1000 & echo $! > '" + pid + "'; echo said; wait");
    CommandOutput output = runner.run(command, "", Limits.SHORT);
    // On a busy machine it may not even have begun by then.
    for (int factor = 2; !isWritten(pid); factor *= 2) {
      output = runner.run(command, "", Limits.SHORT.multipliedBy(factor));
    }

    assertThat(output.exitCode()).isEmpty();
    assertThat(output.ending()).isEqualTo("no end within its time");
    Limits.await().untilAsserted(() -> assertGone(pid));
  }

  @Test
  void interruptingTheThreadKillsTheCommand() throws Exception {
    Path pid = folder.resolve("pid");
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                shell("echo $$ > '" + pid + "'; exec sleep 1000");
              } catch (IOException | InterruptedException failure) {
                thrown.complete(failure);
              }
            });
    thread.start();
    Limits.await().until(() -> isWritten(pid));
    thread.interrupt();

    assertThat(thrown.join()).isInstanceOf(InterruptedException.class);
    Limits.await().untilAsserted(() -> assertGone(pid));
  }

  /** A JVM that is told to end while its command runs. */
  static final class Victim {

    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      Limits.runner().run(List.of("sh", "-c", arguments[0]), "", Limits.GENEROUS);
    }
  }

  @Test
  void endingTheJvmKillsTheCommandWithItsDescendants() throws Exception {
    Path pid = folder.resolve("pid");
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                "sleep 1000 & echo $! > '" + pid + "'; wait")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Limits.await().until(() -> isWritten(pid));
      jvm.destroy();

      Limits.await().untilAsserted(() -> assertGone(pid));
    } finally {
      jvm.destroyForcibly();
    }
  }

  @Test
  void doesNotWaitForAGrandchildThatKeepsThePipe() throws Exception {
    Path pid = folder.resolve("pid");
    try {
      CommandOutput output = shell("sleep 1000 & echo $! > '" + pid + "'; echo done");

      assertThat(output.succeeded()).isTrue();
      assertThat(output.lines()).containsExactly("done");
    } finally {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void tellsTheWatcherWhileItRuns() throws Exception {
    Queue<List<String>> reports = new ConcurrentLinkedQueue<>();
    Path signal = folder.resolve("signal");
    runner.run(
        List.of("sh", "-c", "echo working; until [ -e '" + signal + "' ]; do sleep 0.05; done"),
        Limits.GENEROUS,
        (elapsed, lines) -> {
          reports.add(lines);
          if (lines.contains("working")) {
            create(signal);
          }
        });

    assertThat(reports).contains(List.of("working"));
  }

  @Test
  void aCommandThatCannotStartIsAnIoException() {
    assertThatIOException()
        .isThrownBy(() -> runner.run(List.of("/no/such/program"), "", Limits.GENEROUS));
  }

  private CommandOutput shell(String script) throws IOException, InterruptedException {
    return runner.run(List.of("sh", "-c", script), "", Limits.GENEROUS);
  }

  private static void create(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static boolean isWritten(Path pid) throws IOException {
    return Files.exists(pid) && !Files.readString(pid).isBlank();
  }

  private static void assertGone(Path pid) throws IOException {
    long process = Long.parseLong(Files.readString(pid).strip());
    assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
