package io.snakepit.core.process;

import static io.snakepit.core.process.Lives.PATIENCE;
import static io.snakepit.core.process.Lives.isAlive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guardian's script by itself, in each shell that is here. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class GuardianScriptTest {

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash", "busybox ash", "ksh", "zsh"})
  void itEndsWhatItIsToldToAndTheRestAtTheEnd(String shell, @TempDir Path directory)
      throws Exception {
    List<String> command = new ArrayList<>(Arrays.asList(shell.split(" ")));
    assumeTrue(Executables.find(command.get(0), System.getenv("PATH")).isPresent());
    command.addAll(List.of("-c", script(), "guardian"));
    Process stranger = sleeper();
    Process first = sleeper();
    Process second = sleeper();
    Process third = sleeper();
    Path folder = Files.createDirectory(directory.resolve("with space"));
    Files.writeString(folder.resolve("file"), "text");
    Process guardian = start(command);

    String trap = "trap 'exit 7' QUIT; echo ready; while :; do sleep 0.1; done";
    Process quitting = start(ProcessGroups.leading(List.of("sh", "-c", trap)));
    assertThat(quitting.inputReader().readLine()).isEqualTo("ready");
    tell(
        guardian,
        "q " + stranger.pid(),
        "+ " + quitting.pid(),
        "q " + quitting.pid(),
        "+ " + first.pid(),
        "+ " + second.pid(),
        "+ " + second.pid(),
        "+ " + third.pid(),
        "d " + folder,
        "k " + stranger.pid(),
        "k " + second.pid());
    assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(List.of(stranger, first, third)).allMatch(process -> isAlive(process.pid()));
    assertThat(folder).isDirectory();
    assertThat(quitting.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(quitting.exitValue()).isEqualTo(7);

    guardian.toHandle().destroy(); // SIGTERM is nothing to it
    tell(guardian, "k " + third.pid());
    assertThat(third.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    guardian.getOutputStream().close();
    assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(guardian.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(folder).doesNotExist();
    assertThat(isAlive(stranger.pid())).isTrue();
  }

  @Test
  void itRemovesFoldersWhateverThePathIs(@TempDir Path directory) throws Exception {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script(), "guardian");
    builder.environment().put("PATH", "/nonexistent");
    Process guardian = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    started.add(guardian);

    tell(guardian, "d " + folder);
    guardian.getOutputStream().close();

    assertThat(guardian.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(folder).doesNotExist();
  }

  private Process sleeper() throws Exception {
    return start(ProcessGroups.leading(List.of("sleep", "1000")));
  }

  private Process start(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    started.add(process);
    return process;
  }

  private static void tell(Process guardian, String... orders) throws Exception {
    OutputStream pipe = guardian.getOutputStream();
    pipe.write((String.join("\n", orders) + "\n").getBytes(StandardCharsets.UTF_8));
    pipe.flush();
  }

  private static String script() throws Exception {
    try (InputStream resource = Guardian.class.getResourceAsStream("guardian.sh")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
