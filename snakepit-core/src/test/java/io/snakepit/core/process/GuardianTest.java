package io.snakepit.core.process;

import static io.snakepit.core.process.Lives.PATIENCE;
import static io.snakepit.core.process.Lives.awaitDead;
import static io.snakepit.core.process.Lives.isAlive;
import static io.snakepit.core.process.Lives.line;
import static io.snakepit.core.process.Lives.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class GuardianTest {

  /** A JVM with processes that end for nothing short of SIGKILL. */
  static final class Victim {

    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      Guardian guardian = Guardian.shared();
      LocalProcessLauncher launcher = new LocalProcessLauncher();
      StringBuilder report = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        LaunchedProcess process =
            launcher.launch(
                "w-" + i,
                sh("trap '' HUP INT TERM PIPE; sleep 1000 & echo $!; while :; do wait; done"),
                new RecordingSink(0));
        report.append(process.pid().orElseThrow()).append(' ').append(line(process)).append(' ');
      }
      Path folder = new PrivateDirectories(Optional.empty()).create();
      System.out.println(report.append(guardian.pid().orElseThrow()));
      System.out.println(folder);
      if (System.in.read() >= 0) {
        System.exit(0);
      }
    }
  }

  /** How a JVM may end. */
  enum End {
    KILLED,
    EXITED
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLeftWhenTheJvmIsGone(End end) throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      List<Long> pids = Arrays.stream(output.readLine().split(" ")).map(Long::valueOf).toList();
      Path folder = Path.of(output.readLine());
      assertThat(pids).hasSize(7).allMatch(Lives::isAlive);
      assertThat(folder).isDirectory();

      switch (end) {
        case KILLED -> jvm.destroyForcibly();
        case EXITED -> {
          jvm.getOutputStream().write('\n');
          jvm.getOutputStream().flush();
        }
      }

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(pids).noneMatch(Lives::isAlive);
                assertThat(folder.getParent()).doesNotExist();
              });
    } finally {
      jvm.destroyForcibly();
    }
  }

  @Test
  void aKilledGuardianIsReplacedByOneThatKnowsWhatToWatch() throws Exception {
    Guardian guardian = new Guardian();
    try (LocalProcessLauncher launcher = new LocalProcessLauncher(guardian)) {
      LaunchedProcess process =
          launcher.launch("w-1", sh("sleep 1000 & echo $!; wait"), new RecordingSink(0));
      long grandchild = Long.parseLong(line(process));
      long first = guardian.pid().orElseThrow();

      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      await()
          .atMost(PATIENCE)
          .until(() -> guardian.pid().isPresent() && guardian.pid().getAsLong() != first);
      assertThat(isAlive(grandchild)).isTrue();
      process.kill();
      awaitDead(grandchild);
    }
  }

  @Test
  void anOrderToAGuardianThatHasJustDiedIsCarriedOutByTheNext() throws Exception {
    Guardian guardian = new Guardian();
    guardian.hold();
    Process sleeper = sleeper();
    guardian.watch(sleeper.pid());
    ProcessHandle first = ProcessHandle.of(guardian.pid().orElseThrow()).orElseThrow();

    first.destroyForcibly();
    first.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(guardian.end(sleeper.pid())).isTrue();

    assertThat(sleeper.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    guardian.release();
  }

  @Test
  void oneThatCouldNotBeStartedIsTriedAgainWithTheNextOrder() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Guardian guardian =
        new Guardian(
            whenGone -> {
              if (tries.getAndIncrement() == 0) {
                throw new IOException("Too many open files");
              }
              return Lifeline.start(whenGone);
            });
    guardian.hold();
    Process early = sleeper();
    Process late = sleeper();

    guardian.watch(early.pid());
    assertThat(guardian.pid()).isEqualTo(OptionalLong.empty());
    guardian.watch(late.pid());

    assertThat(guardian.end(early.pid())).isTrue();
    assertThat(early.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    guardian.end(late.pid());
    guardian.release();
  }

  @Test
  void itEndsWithTheLastLauncherThatIsOpen() throws Exception {
    Guardian guardian = new Guardian();
    LocalProcessLauncher first = new LocalProcessLauncher(guardian);
    LocalProcessLauncher second = new LocalProcessLauncher(guardian);
    first.launch("w-1", sh("read line"), new RecordingSink(0));
    long pid = guardian.pid().orElseThrow();

    first.close();
    assertThat(guardian.pid()).hasValue(pid);
    assertThat(isAlive(pid)).isTrue();

    second.close();
    assertThat(guardian.pid()).isEqualTo(OptionalLong.empty());
    awaitDead(pid);
  }

  @Test
  void aFolderWhosePathIsNoSingleLineIsNotRemoved(@TempDir Path directory) throws Exception {
    Path innocent = Files.createDirectory(directory.resolve("a"));
    Path odd = Files.createDirectories(directory.resolve("a\nb"));
    Guardian guardian = new Guardian();
    guardian.hold();
    guardian.watch(sleeper().pid());
    long pid = guardian.pid().orElseThrow();

    guardian.removeAtEnd(odd);
    ProcessHandle shell = ProcessHandle.of(pid).orElseThrow();
    guardian.release();
    shell.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(innocent).exists();
  }

  @Test
  void aGroupThatIsNotWatchedIsLeftAlone() throws Exception {
    Guardian guardian = new Guardian();
    guardian.hold();
    Process watched = sleeper();
    Process stranger = sleeper();
    guardian.watch(watched.pid());

    assertThat(guardian.end(stranger.pid())).isTrue();
    assertThat(guardian.end(watched.pid())).isTrue();

    assertThat(watched.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(isAlive(stranger.pid())).isTrue();
    guardian.release();
    stranger.destroyForcibly();
  }

  private static Process sleeper() throws Exception {
    return new ProcessBuilder(ProcessGroups.leading(List.of("sleep", "1000"))).start();
  }
}
