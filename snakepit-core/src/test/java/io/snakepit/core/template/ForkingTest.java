package io.snakepit.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.process.LocalProcessLauncher;
import io.snakepit.core.process.ProcessLauncher;
import io.snakepit.core.process.StderrSink;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.ProcessExit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From the order to the end, with a template that is a shell script and does as it is told. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ForkingTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  /** Starts one process, whose pipes have names, and writes down what it is told. */
  private static final String BEGINNING =
      """
      cd '%s'; echo $$ > template; mkfifo in out err
      echo '{"report":"ready"}'
      read order; echo "$order" >> orders
      sh -c 'echo > up; read line; echo "got $line"; echo last words >&2; exit 3' \\
          0<>in 1<>out 2<>err &
      until [ -e up ]; do sleep 0.01; done
      echo '{"report":"forked","fork":1,"pid":'$!'}'
      read order; echo "$order" >> orders
      """;

  @TempDir Path folder;

  private final LocalProcessLauncher launcher = new LocalProcessLauncher();

  @AfterEach
  void close() {
    launcher.close();
  }

  private WorkerProcesses processes(ProcessLauncher with, String end) {
    LaunchPlan template =
        new LaunchPlan(
            List.of("sh", "-c", BEGINNING.formatted(folder) + end),
            Map.of(),
            Set.of(),
            Optional.empty());
    PreparedRuntime runtime = new ForkedOnly(() -> template);
    return new WorkerProcesses("t-1", runtime, Map.of(), with, StderrSink.of(3, line -> {}));
  }

  private static LaunchedProcess start(WorkerProcesses processes) throws IOException {
    return processes.start("w-1", List.of("a", "b"), LONG, StderrSink.of(3, line -> {}));
  }

  private static ProcessExit exitOf(LaunchedProcess process) throws Exception {
    return process.exit().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private ProcessHandle template() throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("template")).strip()))
        .orElseThrow();
  }

  @Test
  void oneIsForkedAndLetGoAndReadAndEndsLikeAnyOther() throws Exception {
    WorkerProcesses processes =
        processes(
            launcher,
            "wait $!; echo '{\"report\":\"ended\",\"fork\":1,\"status\":'$?'}'; exec sleep 1000");
    LaunchedProcess process = start(processes);
    process.stdin().write("hello\n".getBytes(StandardCharsets.UTF_8));

    assertThat(exitOf(process)).isEqualTo(new ProcessExit(OptionalInt.of(3), null));
    process.stderrDrained().toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(process.stderrTail()).containsExactly("last words");
    assertThat(folder.resolve("orders"))
        .hasContent(
            """
            {"order":"fork","fork":1,"arguments":["a","b"]}
            {"order":"go","fork":1}
            """);
    await().untilAsserted(() -> assertThat(openPipes()).as("though nobody has read it").isEmpty());
    assertThat(process.stdout().readAllBytes()).asString().isEqualTo("got hello\n");
    ProcessHandle template = template();
    assertThat(template.isAlive()).isTrue();

    processes.close();

    template.onExit().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aSignalThatEndedOneIsKnown() throws Exception {
    WorkerProcesses processes =
        processes(
            launcher,
            "kill -11 $!; echo '{\"report\":\"ended\",\"fork\":1,\"signal\":11}'; exec sleep 1000");
    LaunchedProcess process = start(processes);

    assertThat(exitOf(process).signal()).isEqualTo("SIGSEGV");
    await().untilAsserted(() -> assertThat(openPipes()).as("though nobody read it").isEmpty());
  }

  private List<Path> openPipes() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.map(ForkingTest::targetOf).filter(place -> place.startsWith(folder)).toList();
    }
  }

  private static Path targetOf(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException closed) {
      return descriptor;
    }
  }

  @Test
  void oneEndsWithItsTemplateAndItsLastWordsSayThat() throws Exception {
    LaunchedProcess process = start(processes(launcher, "kill -9 $$"));
    ProcessHandle handle = ProcessHandle.of(process.pid().orElseThrow()).orElseThrow();

    assertThat(exitOf(process).signal()).isEqualTo("SIGKILL");
    assertThat(process.stderrTail())
        .singleElement()
        .asString()
        .startsWith("snakepit: its template t-1 was killed by SIGKILL");
    handle.onExit().get(30, TimeUnit.SECONDS); // the group is ended, whatever the process does
  }

  @Test
  void aTemplateOfAGenerationThatIsOverStaysAsLongAsItsLastProcess() throws Exception {
    WorkerProcesses processes =
        processes(
            launcher,
            "wait $!; echo '{\"report\":\"ended\",\"fork\":1,\"status\":'$?'}'; exec sleep 1000");
    LaunchedProcess process = start(processes);

    processes.close();

    ProcessHandle template = template();
    process.stdin().write("hello\n".getBytes(StandardCharsets.UTF_8));
    assertThat(exitOf(process))
        .as("as it does by itself")
        .isEqualTo(new ProcessExit(OptionalInt.of(3), null));
    template.onExit().get(30, TimeUnit.SECONDS);
  }

  @Test
  void oneThatCantBeWatchedIsDropped() {
    ProcessLauncher watchesNone =
        new ProcessLauncher() {
          @Override
          public LaunchedProcess launch(String worker, LaunchPlan plan, StderrSink stderr)
              throws IOException {
            return launcher.launch(worker, plan, stderr);
          }

          @Override
          public LaunchedProcess adopt(
              String worker, Process process, boolean showsStacks, StderrSink stderr)
              throws IOException {
            throw new IOException("closed");
          }

          @Override
          public void close() {}
        };
    WorkerProcesses processes =
        processes(
            watchesNone,
            "kill $!; echo '{\"report\":\"ended\",\"fork\":1,\"signal\":15}'; exec sleep 1000");

    assertThatThrownBy(() -> start(processes)).hasMessage("closed");

    await()
        .untilAsserted(
            () ->
                assertThat(folder.resolve("orders"))
                    .hasContent(
                        """
                        {"order":"fork","fork":1,"arguments":["a","b"]}
                        {"order":"drop","fork":1}
                        """));
  }
}
