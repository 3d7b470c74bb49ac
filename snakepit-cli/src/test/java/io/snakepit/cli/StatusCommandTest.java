package io.snakepit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.snakepit.cli.CommandProcess.End;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The command looks at another JVM: at a command that waits for its tool. */
@Isolated("a JVM that ends while it is looked at is told of")
class StatusCommandTest {

  @TempDir private Path folder;

  private CommandProcess application;
  private String pid;

  @BeforeEach
  void startApplication() throws IOException {
    application =
        CommandProcess.start(folder, "run", CommandProcess.tools(), "sleep", "seconds=600");
    pid = Long.toString(application.process().pid());
  }

  @AfterEach
  void endApplication() throws InterruptedException {
    application.process().destroy();
    application.exitStatus();
  }

  private End status(String... words) throws IOException, InterruptedException {
    String[] all = new String[words.length + 1];
    all[0] = "status";
    System.arraycopy(words, 0, all, 1, words.length);
    return CommandProcess.run(folder, all);
  }

  private void untilItRunsItsTool() {
    await().atMost(Duration.ofMinutes(2)).until(() -> status(pid).stdout().endsWith("sleep\n"));
  }

  @Test
  void aJvmThatIsNamedShowsItsPoolsAndWorkers() throws Exception {
    untilItRunsItsTool();

    End text = status(pid);
    assertThat(text.stderr()).isEmpty();
    assertThat(text.status()).isZero();
    assertThat(text.stdout())
        .startsWith("JVM " + pid + ", " + Main.class.getName())
        .contains(
            "\n  pool 'default': workers 1 of 1, idle 0; calls running 1, queued 0 (0 bytes)\n")
        .containsPattern("\n    \\S+ +RUNNING +\\d+ +stdio +python +1 +\\w+ +\\d+ MiB +0 +sleep\n");

    End json = status("--json", pid);
    JsonNode jvm = new ObjectMapper().readTree(json.stdout());
    assertThat(jvm.get("pid").asText()).isEqualTo(pid);
    assertThat(jvm.at("/pools/0/name").asText()).isEqualTo("default");
    assertThat(jvm.at("/pools/0/outage").isNull()).isTrue();
    assertThat(jvm.at("/pools/0/runningCalls").asInt()).isEqualTo(1);
    assertThat(jvm.at("/pools/0/workers/0/running/0").asText()).isEqualTo("sleep");
    assertThat(jvm.at("/pools/0/tools")).anyMatch(tool -> tool.asText().startsWith("sleep("));
  }

  @Test
  void withoutANameAllAreLookedAt() throws Exception {
    untilItRunsItsTool();

    End end = status();

    assertThat(end.status()).isZero();
    assertThat(end.stdout()).contains("JVM " + pid + ", ");
  }

  @Test
  void whatWorkersAreBusyWithIsShownAndInTheApplicationsLog() throws Exception {
    untilItRunsItsTool();

    End end = status("--stacks", pid);

    assertThat(end.stdout())
        .containsPattern("(?s)\n  stderr of \\S+:\n.*command_tools.py\", line \\d+ in sleep\n");
    await().untilAsserted(() -> assertThat(application.stderr()).contains(" in sleep"));
    JsonNode jvm = new ObjectMapper().readTree(status("--json", pid).stdout());
    assertThat(jvm.at("/pools/0/workers/0/stderr"))
        .anyMatch(line -> line.asText().endsWith(" in sleep"));
  }

  @Test
  void whatCannotBeShownIsNamedBesideWhatCan() throws Exception {
    untilItRunsItsTool();
    String own = Long.toString(ProcessHandle.current().pid());

    End end = status(own, "999999999", pid);

    assertThat(end.status()).isEqualTo(5);
    assertThat(end.stderr().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line).startsWith("error: JVM " + own).endsWith("no pool of Snakepit"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "error: JVM 999999999 can't be looked at: there is no such process"));
    assertThat(end.stdout()).startsWith("JVM " + pid + ", ");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatIsNoJvmGoesOn() throws Exception {
    // What a JVM starts has inherited that the signal is blocked, as what a shell starts hasn't.
    String code =
        "import signal, time; signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGQUIT});"
            + "print('ready', flush=True); time.sleep(600)";
    Process other = new ProcessBuilder("python3", "-c", code).start();
    assertThat(other.inputReader().readLine()).isEqualTo("ready");
    try {
      End end = status(Long.toString(other.pid()));
      assertThat(end.status()).isEqualTo(5);
      assertThat(end.stderr()).contains("it is no JVM");
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroy();
    }
  }

  @Test
  void aProcessIdIsANumber() throws Exception {
    End end = status("shop");
    assertThat(end.status()).isEqualTo(2);
    assertThat(end.stderr()).isEqualTo("error: 'shop' is not the process id of a JVM\n");
  }
}
