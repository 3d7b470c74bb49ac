package io.snakepit.core.process;

import static io.snakepit.core.process.Lives.PATIENCE;
import static io.snakepit.core.process.Lives.awaitDead;
import static io.snakepit.core.process.Lives.isAlive;
import static io.snakepit.core.process.Lives.line;
import static io.snakepit.core.process.Lives.lines;
import static io.snakepit.core.process.Lives.plan;
import static io.snakepit.core.process.Lives.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.ProcessExit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class LocalProcessLauncherTest {

  private final LocalProcessLauncher launcher = new LocalProcessLauncher();
  private final RecordingSink stderr = new RecordingSink(3);

  @AfterEach
  void close() {
    launcher.close();
  }

  private LaunchedProcess launch(LaunchPlan plan) throws IOException {
    return launcher.launch("w-1", plan, stderr);
  }

  private static ProcessExit exitOf(LaunchedProcess process) throws Exception {
    return process.exit().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aProcessThatExitsByItselfHasItsStatus() throws Exception {
    LaunchedProcess process = launch(sh("exit 3"));

    assertThat(exitOf(process)).isEqualTo(new ProcessExit(OptionalInt.of(3), null));
    assertThat(process.wasKilled()).isFalse();
    assertThat(process.residentBytes()).isEmpty();
  }

  @Test
  void aProcessThatDiesOfASignalHasItsName() throws Exception {
    LaunchedProcess process = launch(sh("kill -SEGV $$"));

    assertThat(exitOf(process)).isEqualTo(new ProcessExit(OptionalInt.empty(), "SIGSEGV"));
    assertThat(process.describe(exitOf(process))).isEqualTo("was killed by SIGSEGV");
  }

  @Test
  void aProcessThatSnakepitKilledSaysSo() throws Exception {
    LaunchedProcess process = launch(plan("sleep", "1000"));

    process.kill();
    process.kill();

    assertThat(exitOf(process).signal()).isEqualTo("SIGKILL");
    assertThat(process.wasKilled()).isTrue();
  }

  @Test
  void aProcessThatNobodyCanWatchIsKilled() {
    StderrSink broken =
        new StderrSink() {
          @Override
          public int keptLines() {
            throw new InternalError("unable to create native thread");
          }

          @Override
          public void onLine(String line) {}
        };

    assertThatThrownBy(() -> launcher.launch("w-1", plan("sleep", "86399"), broken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("worker w-1")
        .hasMessageContaining("unable to create native thread");

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                ProcessHandle.current()
                    .descendants()
                    .noneMatch(one -> one.info().commandLine().orElse("").contains("86399")));
  }

  /** As one that can't be started for want of descriptors. */
  @Test
  void aProcessForWhoseGuardianThereIsNoThreadIsWatchedAllTheSame() throws Exception {
    Guardian guardian =
        new Guardian(
            whenGone -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    try (LocalProcessLauncher scarce = new LocalProcessLauncher(guardian)) {
      LaunchedProcess process = scarce.launch("w-1", sh("read line; exit 3"), stderr);
      process.stdin().write('\n');

      assertThat(exitOf(process).code()).hasValue(3);
    }
  }

  @Test
  void aProcessThatSomebodyElseKilledSaysWhoItWasNot() throws Exception {
    LaunchedProcess process = launch(sh("kill -KILL $$"));

    ProcessExit exit = exitOf(process);
    process.kill();

    assertThat(process.wasKilled()).isFalse();
    assertThat(process.describe(exit))
        .startsWith("was killed by SIGKILL")
        .contains("out-of-memory killer");
  }

  @Test
  void aProcessThatIsKilledAtItsOwnEndKeepsItsStatus() throws Exception {
    for (int i = 0; i < 20; i++) {
      LaunchedProcess process = launch(sh("exit 4"));
      assertThat(process.stdout().read()).isEqualTo(-1); // what an adapter sees before it kills
      process.kill();

      assertThat(exitOf(process).code()).hasValue(4);
    }
  }

  @Test
  void aDeathThatAnAdapterSeesFirstIsNotTakenForSnakepitsDoing() throws Exception {
    for (int i = 0; i < 20; i++) {
      LaunchedProcess process = launch(sh("kill -KILL $$"));
      assertThat(process.stdout().read()).isEqualTo(-1);
      process.kill();

      assertThat(exitOf(process).signal()).isEqualTo("SIGKILL");
      assertThat(process.wasKilled()).isFalse();
    }
  }

  @Test
  void aParentDeathSignalDoesNotComeWhenTheThreadThatAskedEnds() throws Exception {
    assumeTrue(Executables.find("setpriv", System.getenv("PATH")).isPresent());
    AtomicReference<LaunchedProcess> launched = new AtomicReference<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                launched.set(launch(plan("setpriv", "--pdeathsig", "KILL", "cat")));
                launched.get().stdin().write('a');
                launched.get().stdout().read(); // the signal is set by now
              } catch (IOException failure) {
                throw new AssertionError(failure);
              }
            },
            "asking-thread");
    asking.start();
    asking.join();
    await().atMost(PATIENCE).until(() -> !threadNames().contains("asking-thread"));

    launched.get().stdin().write('b');

    assertThat(launched.get().stdout().read()).isEqualTo('b');
  }

  /** The names of this process's threads as the kernel knows them. */
  private static List<String> threadNames() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      List<String> names = new ArrayList<>();
      for (Path thread : threads.toList()) {
        try {
          names.add(Files.readString(thread.resolve("comm")).strip());
        } catch (IOException ended) {
          // between the list and the look
        }
      }
      return names;
    }
  }

  @Test
  void aProcessLeadsAGroupOfItsOwnUnderTheIdThatWasGiven() throws Exception {
    LaunchedProcess process = launch(sh("echo $$; cut -d' ' -f5 /proc/$$/stat; read line"));
    long pid = process.pid().orElseThrow();

    BufferedReader output = lines(process);
    assertThat(output.readLine()).isEqualTo(Long.toString(pid));
    assertThat(output.readLine()).isEqualTo(Long.toString(pid));
    assertThat(process.toString()).contains("w-1").contains(Long.toString(pid));
  }

  @Test
  void whatAProcessLeavesBehindIsKilledWhenItExits() throws Exception {
    LaunchedProcess process = launch(sh("sleep 1000 & echo $!; echo bye >&2"));
    long grandchild = Long.parseLong(line(process));

    assertThat(exitOf(process).code()).hasValue(0);
    awaitDead(grandchild);
    // it had held stderr open
    process.stderrDrained().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(stderr.lines).containsExactly("bye");
  }

  @Test
  void aKilledProcessTakesItsGroupWithIt() throws Exception {
    LaunchedProcess process = launch(sh("sh -c 'trap \"\" TERM; sleep 1000' & echo $!; wait"));
    long grandchild = Long.parseLong(line(process));
    assertThat(isAlive(grandchild)).isTrue();

    process.kill();

    assertThat(exitOf(process).signal()).isEqualTo("SIGKILL");
    awaitDead(grandchild);
  }

  @Test
  void aNudgeLeavesThePipesOpen() throws Exception {
    String takeNudge = "trap 'echo nudged; nudged=1' TERM; echo ready; ";
    String whenever = "until [ $nudged ]; do sleep 0.1; done; "; // a read may begin just after it
    LaunchedProcess process = launch(sh(takeNudge + whenever + "read word; echo $word"));
    BufferedReader output = lines(process);
    assertThat(output.readLine()).isEqualTo("ready");

    process.interrupt();

    assertThat(output.readLine()).isEqualTo("nudged");
    process.stdin().write("word\n".getBytes(StandardCharsets.UTF_8));
    assertThat(output.readLine()).isEqualTo("word");
    assertThat(exitOf(process).code()).hasValue(0);
  }

  @Test
  void aNudgeIsNothingToAProcessThatIgnoresIt() throws Exception {
    LaunchedProcess process = launch(sh("trap '' TERM; echo ready; read word; exit 5"));
    assertThat(line(process)).isEqualTo("ready");

    process.interrupt();
    process.stdin().write('\n');

    assertThat(exitOf(process).code()).hasValue(5);
  }

  @Test
  void whatIsWrittenToStdinArrivesWithoutAFlush() throws Exception {
    LaunchedProcess process = launch(sh("head -c 3"));

    process.stdin().write('a');
    process.stdin().write(new byte[] {'b', 'c'});

    assertThat(process.stdout().readNBytes(3)).containsExactly('a', 'b', 'c');
  }

  @Test
  void theLastLinesOfStderrAreKeptAndAllArePassedOn() throws Exception {
    LaunchedProcess process =
        launch(sh("for i in 1 2 3 4 5; do echo line $i >&2; done; printf unfinished >&2"));

    process.stderrDrained().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(process.stderrTail()).containsExactly("line 4", "line 5", "unfinished");
    assertThat(stderr.lines).hasSize(6).startsWith("line 1", "line 2");
  }

  @Test
  void aSinkThatFailsDoesNotStopTheProcess() throws Exception {
    LaunchedProcess process =
        launcher.launch(
            "w-1",
            sh("head -c 300000 /dev/zero | tr '\\0' '\\n' >&2; exit 6"),
            new StderrSink() {
              @Override
              public int keptLines() {
                return 0;
              }

              @Override
              public void onLine(String line) {
                throw new IllegalStateException("broken sink");
              }
            });

    assertThat(exitOf(process).code()).hasValue(6);
    assertThat(process.stderrTail()).isEmpty();
  }

  @Test
  void environmentAndDirectoryAreThePlans(@TempDir Path directory) throws Exception {
    LaunchPlan plan =
        new LaunchPlan(
            List.of("sh", "-c", "echo $ADDED-${HOME-none}; pwd"),
            Map.of("ADDED", "value"),
            Set.of("HOME"),
            Optional.of(directory));

    BufferedReader output = lines(launch(plan));

    assertThat(output.readLine()).isEqualTo("value-none");
    assertThat(output.readLine()).isEqualTo(directory.toRealPath().toString());
  }

  @Test
  void aCommandThatIsNotThereIsNamed(@TempDir Path directory) throws Exception {
    Path text = Files.writeString(directory.resolve("text"), "no program");

    assertThatThrownBy(() -> launch(plan("no-such-program-here")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'no-such-program-here'")
        .hasMessageContaining("PATH");
    assertThatThrownBy(() -> launch(plan("/no/such/program")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'/no/such/program'")
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> launch(plan(text.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't be executed");
  }

  @Test
  void manyMayBeStartedAtOnce() {
    List<LaunchedProcess> processes =
        IntStream.range(0, 30)
            .parallel()
            .mapToObj(
                i -> {
                  try {
                    return launch(sh("exit " + i));
                  } catch (IOException failure) {
                    throw new AssertionError(failure);
                  }
                })
            .toList();

    for (int i = 0; i < processes.size(); i++) {
      assertThat(processes.get(i).exit().toCompletableFuture().join().code()).hasValue(i);
    }
  }

  @Test
  void theMemoryIsThatOfTheProcessItself() throws Exception {
    // it fills its buffer, and then waits because nobody reads what it writes
    long buffer = 64 << 20;
    LaunchedProcess process = launch(plan("dd", "if=/dev/zero", "bs=" + buffer, "count=1"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(process.residentBytes().orElse(0))
                    .isBetween(buffer, buffer + (8 << 20)));
  }

  @Test
  void closingKillsWhatRunsAndStartsNothingMore() throws Exception {
    LaunchedProcess process = launch(sh("trap '' TERM; sleep 1000 & echo $!; wait"));
    long grandchild = Long.parseLong(line(process));

    launcher.close();
    launcher.close();

    assertThat(process.exit().toCompletableFuture()).isCompleted();
    awaitDead(grandchild);
    assertThatThrownBy(() -> launch(sh("exit 0")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }
}
