package io.snakepit.core.process;

import static io.snakepit.core.process.Lives.awaitDead;
import static io.snakepit.core.process.Lives.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.spi.LaunchPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessGroupsTest {

  /** Where {@code /proc/PID/stat} has them, counted from the state that follows the name. */
  private static final int GROUP = 2;

  private static final int SESSION = 3;

  private final LocalProcessLauncher launcher = new LocalProcessLauncher();

  @AfterEach
  void close() {
    launcher.close();
  }

  @Test
  void whatMakesNoGroupLeadsASession() throws Exception {
    long pid = start(false).pid().orElseThrow();

    assertThat(stat(pid, GROUP)).isEqualTo(pid);
    assertThat(stat(pid, SESSION)).isEqualTo(pid);
  }

  @Test
  void whatMakesAGroupStaysInTheSessionOfTheJvm() throws Exception {
    long pid = start(true).pid().orElseThrow();

    assertThat(stat(pid, SESSION)).isEqualTo(stat(ProcessHandle.current().pid(), SESSION));
  }

  @Test
  void whatHasNotYetMadeItsGroupIsKilledAllTheSame() throws Exception {
    LaunchedProcess process = start(true);
    long pid = process.pid().orElseThrow();
    assertThat(stat(pid, GROUP)).isNotEqualTo(pid);

    process.kill();

    awaitDead(pid);
    assertThat(process.exit().toCompletableFuture().get().signal()).isEqualTo("SIGKILL");
  }

  @Test
  void aMissingProgramIsNamedThereToo() {
    assertThatThrownBy(
            () -> launcher.launch("w-1", plan(true, "/no/such/program"), new RecordingSink(0)))
        .isInstanceOf(IOException.class)
        .hasMessage("can't run '/no/such/program': there is no such file");
  }

  private LaunchedProcess start(boolean makesGroup) throws IOException {
    LaunchPlan plan = plan(makesGroup, "sh", "-c", "echo ready; read -r line");
    LaunchedProcess process = launcher.launch("w-1", plan, new RecordingSink(0));
    assertThat(line(process)).isEqualTo("ready");
    return process;
  }

  private static LaunchPlan plan(boolean makesGroup, String... command) {
    return new LaunchPlan(
        List.of(command), Map.of(), Set.of(), Optional.empty(), false, makesGroup);
  }

  private static long stat(long pid, int field) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[field]);
  }
}
