package io.snakepit.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.process.LocalProcessLauncher;
import io.snakepit.core.process.ProcessLauncher;
import io.snakepit.core.process.StderrSink;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.PreparedRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With templates that are shell scripts: what they say, and what they don't. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class WorkerProcessesTest {

  private static final String READY = "echo '{\"report\":\"ready\"}'\n";
  private static final Duration LONG = Duration.ofSeconds(50);

  @TempDir Path folder;

  private final LocalProcessLauncher launcher = new LocalProcessLauncher();
  private final List<String> stderr = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    launcher.close();
  }

  private record Scripts(String script) implements PreparedRuntime {

    @Override
    public LaunchPlan plan(List<String> arguments) {
      return sh("echo spawned " + String.join(" ", arguments));
    }

    @Override
    public Optional<LaunchPlan> template() {
      return Optional.of(sh(script));
    }

    private static LaunchPlan sh(String script) {
      return new LaunchPlan(List.of("sh", "-c", script), Map.of(), Set.of(), Optional.empty());
    }
  }

  private WorkerProcesses processes(String template) {
    return processes(new Scripts(template));
  }

  private WorkerProcesses processes(PreparedRuntime runtime) {
    return new WorkerProcesses(
        "t-1", runtime, Map.of("COLOUR", "blue"), launcher, StderrSink.of(3, stderr::add));
  }

  private static LaunchedProcess start(WorkerProcesses processes, Duration budget)
      throws IOException {
    return processes.start("w-1", List.of("a", "b"), budget, StderrSink.of(3, line -> {}));
  }

  private static String outputOf(LaunchedProcess process) throws IOException {
    return new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void withoutATemplateEachIsStartedByItself() throws IOException {
    PreparedRuntime runtime =
        arguments -> Scripts.sh("echo " + String.join(" ", arguments) + " $COLOUR");
    assertThat(outputOf(start(processes(runtime), LONG))).isEqualTo("a b blue");
  }

  @Test
  void whereTheTemplateCantForkEachIsStartedByItselfAndItIsntAskedAgain() throws IOException {
    Path asked = folder.resolve("asked");
    WorkerProcesses processes =
        processes("echo x >> " + asked + "; echo '{\"report\":\"unfit\",\"reason\":\"threads\"}'");
    assertThat(outputOf(start(processes, LONG))).isEqualTo("spawned a b");
    assertThat(outputOf(start(processes, LONG))).isEqualTo("spawned a b");
    assertThat(asked).hasContent("x");
  }

  @Test
  void whereWhatItForksCantBeReachedEachIsStartedByItself() throws Exception {
    Path pid = folder.resolve("pid");
    Path up = folder.resolve("up");
    String closedToAll = "/proc/sys/kernel/ostype"; // to who would write there, root too
    WorkerProcesses processes =
        processes(
            "echo $$ >> "
                + pid
                + "\n"
                + READY
                + "read order; sh -c 'echo > "
                + up
                + "; exec sleep 1000' < "
                + closedToAll
                + " & until [ -e "
                + up
                + " ]; do sleep 0.01; done; echo '{\"report\":\"forked\",\"fork\":1,\"pid\":'$!'}';"
                + "read order; kill $!; echo '{\"report\":\"ended\",\"fork\":1,\"signal\":15}';"
                + "exec sleep 1000");
    assertThat(outputOf(start(processes, LONG))).isEqualTo("spawned a b");
    assertThat(outputOf(start(processes, LONG))).isEqualTo("spawned a b");
    awaitEnd(pid); // which is one number: it isn't asked again
  }

  @Test
  void whatAScriptAroundItPrintsFirstIsPassedOver() throws IOException {
    WorkerProcesses processes =
        processes(
            "echo 'activating {models}'; printf ' {} done\n';"
                + "echo '{\"report\":\"unfit\",\"reason\":\"threads\"}'");
    assertThat(outputOf(start(processes, LONG))).isEqualTo("spawned a b");
  }

  @Test
  void whatItCantLoadIsTheErrorOfTheStartEachTime() throws IOException {
    Path asked = folder.resolve("asked");
    WorkerProcesses processes =
        processes(
            "echo x >> "
                + asked
                + "; echo '{\"report\":\"failed\",\"error\":{\"code\":\"TOOLS_FAILED\","
                + "\"message\":\"no weights\",\"traceback\":\"line 3\"}}'");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> start(processes, LONG))
          .isInstanceOfSatisfying(
              WorkerStartException.class,
              failed -> {
                assertThat(failed.code()).isEqualTo(ErrorCode.TOOLS_FAILED);
                assertThat(failed).hasMessageContaining("no weights");
                assertThat(failed.traceback()).isEqualTo("line 3");
              });
    }
    assertThat(Files.readAllLines(asked)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unfit", "failed"})
  void oneThatIsOfNoUseIsEndedThoughItStays(String report) throws Exception {
    Path pid = folder.resolve("pid");
    WorkerProcesses processes =
        processes("echo $$ > " + pid + "; echo '{\"report\":\"" + report + "\"}'; exec sleep 1000");
    if (report.equals("unfit")) {
      assertThat(outputOf(start(processes, LONG))).isEqualTo("spawned a b");
    } else {
      assertThatThrownBy(() -> start(processes, LONG)).isInstanceOf(WorkerStartException.class);
    }
    awaitEnd(pid);
  }

  @Test
  void oneThatEndsIsMissedThoughAnotherHoldsItsStdout() {
    WorkerProcesses processes = processes(READY + "read order; setsid sleep 40 & exit 3");
    assertThatThrownBy(() -> start(processes, Duration.ofSeconds(30)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its template t-1 exited with status 3");
    assertThatThrownBy(() -> start(processes, Duration.ofSeconds(30)))
        .as("another is asked")
        .hasMessageContaining("its template t-1 exited with status 3");
  }

  @Test
  void oneThatEndsIsToldWithItsLastLines() {
    assertThatThrownBy(() -> start(processes("echo no $COLOUR licence >&2; exit 3"), LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its template t-1 exited with status 3")
        .hasMessageContaining("no blue licence");
    assertThat(stderr).containsExactly("no blue licence");
  }

  @Test
  void oneThatIsntReadyInTimeIsEndedAndAnotherIsTried() throws IOException {
    Path pid = folder.resolve("pid");
    WorkerProcesses processes =
        processes("echo $$ > " + pid + "; echo fetching weights >&2; read nothing; sleep 1000");
    assertThatThrownBy(() -> start(processes, Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its template isn't ready after 1000 ms (timeouts.start)")
        .hasMessageContaining("fetching weights");
    long first = Long.parseLong(Files.readString(pid).strip());
    assertThatThrownBy(() -> start(processes, Duration.ofSeconds(1)))
        .hasMessageContaining("isn't ready");
    assertThat(Long.parseLong(Files.readString(pid).strip())).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{loading...",
        "{\"report\":\"forked\",\"fork\":77,\"pid\":1}",
        "{\"report\":\"ended\",\"fork\":77}",
        "{\"report\":\"dancing\"}",
        "{}",
        "{\"report\":\"ready\"}\n[]",
        "{\"report\":\"ready\"}\nnull"
      })
  void oneThatMakesNoSenseIsEnded(String said) {
    assertThatThrownBy(
            () -> start(processes("printf '%s\\n' '" + said + "'; exec sleep 1000"), LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its template t-1 makes no sense");
  }

  @Test
  void whatTheSystemRefusesIsTold() {
    WorkerProcesses processes =
        processes(
            READY
                + "read order; echo '{\"report\":\"not-forked\",\"fork\":1,\"reason\":\"no"
                + " more\"}';exec sleep 1000");
    assertThatThrownBy(() -> start(processes, LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its template can't fork it: no more");
  }

  @Test
  void oneThatEndedAtOnceIsToldOf() {
    WorkerProcesses processes =
        processes(
            READY
                + "read order; echo '{\"report\":\"ended\",\"fork\":1,\"signal\":9}';"
                + "exec sleep 1000");
    assertThatThrownBy(() -> start(processes, LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it was killed by SIGKILL before it began");
  }

  @Test
  void oneThatDiesWithAnOrderFailsIt() {
    assertThatThrownBy(() -> start(processes(READY + "read order; kill -9 $$"), LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its template t-1 was killed by SIGKILL");
  }

  @Test
  void oneThatDoesntAnswerForksNoMoreAndEnds() throws Exception {
    Path asked = folder.resolve("asked");
    Path pid = folder.resolve("pid");
    WorkerProcesses processes =
        processes("echo x >> " + asked + "; echo $$ > " + pid + "\n" + READY + "exec sleep 1000");
    for (int i = 1; i <= 2; i++) {
      assertThatThrownBy(() -> start(processes, Duration.ofSeconds(1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("its template t-1 doesn't answer");
      assertThat(Files.readAllLines(asked)).hasSize(i);
      awaitEnd(pid);
    }
  }

  @Test
  void oneWhoseProcessHangsForksOnWhenThatIsDropped() {
    WorkerProcesses processes =
        processes(
            READY
                + "read order; read order; echo '{\"report\":\"ended\",\"fork\":1,\"signal\":9}';"
                + " read order;echo '{\"report\":\"not-forked\",\"fork\":2,\"reason\":\"the same"
                + " asked\"}';exec sleep 1000");
    assertThatThrownBy(() -> start(processes, Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "its template t-1 has forked is still in a hook of fork after 1000 ms");
    assertThatThrownBy(() -> start(processes, LONG)).hasMessageContaining("the same asked");
  }

  @Test
  void whereThePlanIsAnotherAnotherTemplateTakesThePlaceOfTheOld() throws Exception {
    String refuses =
        READY
            + "read order; echo '{\"report\":\"not-forked\",\"fork\":1,\"reason\":\"no\"}';"
            + "exec sleep 1000";
    Path pid = folder.resolve("pid");
    Iterator<String> scripts =
        List.of("echo $$ > " + pid + "\n" + refuses, "echo new >&2\n" + refuses).iterator();
    PreparedRuntime runtime = new ForkedOnly(() -> Scripts.sh(scripts.next()));
    WorkerProcesses processes = processes(runtime);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> start(processes, LONG)).hasMessageContaining("can't fork it: no");
    }
    awaitEnd(pid);
    await().untilAsserted(() -> assertThat(stderr).containsExactly("new"));
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> start(processes("read nothing"), LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anIdleTemplateEndsWithItsGeneration() throws Exception {
    Path pid = folder.resolve("pid");
    WorkerProcesses processes =
        processes(
            "echo $$ > "
                + pid
                + "\n"
                + READY
                + "read order; echo '{\"report\":\"not-forked\",\"fork\":1,\"reason\":\"no\"}';"
                + "exec sleep 1000");
    assertThatThrownBy(() -> start(processes, LONG)).hasMessageContaining("can't fork");

    processes.close();

    awaitEnd(pid);
    assertThatThrownBy(() -> start(processes, LONG)).hasMessageContaining("generation is over");
  }

  @Test
  void oneThatCantBeListenedToIsEnded() throws Exception {
    OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
    LaunchedProcess process = mock(LaunchedProcess.class);
    when(process.stdout()).thenReturn(InputStream.nullInputStream());
    Thread starter = Thread.currentThread(); // another would die of it beside some other test
    when(process.exit())
        .thenAnswer(
            asked -> {
              if (Thread.currentThread() == starter) {
                throw noThread;
              }
              return new CompletableFuture<>();
            });
    ProcessLauncher launcher = mock(ProcessLauncher.class);
    when(launcher.launch(any(), any(), any())).thenReturn(process);
    try (WorkerProcesses processes =
        new WorkerProcesses(
            "t-1", new Scripts(""), Map.of(), launcher, StderrSink.of(3, stderr::add))) {
      assertThatThrownBy(() -> start(processes, LONG)).isSameAs(noThread);
    }
    verify(process, atLeastOnce()).kill();
  }

  private static void awaitEnd(Path pid) throws Exception {
    Optional<ProcessHandle> process =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    if (process.isPresent()) {
      process.get().onExit().get(30, TimeUnit.SECONDS);
    }
  }
}
