package io.snakepit.core.process;

import static io.snakepit.core.process.Lives.PATIENCE;
import static io.snakepit.core.process.Lives.line;
import static io.snakepit.core.process.Lives.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.ProcessExit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes that write what their threads do. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ShownStacksTest {

  private final LocalProcessLauncher launcher = new LocalProcessLauncher();
  private final RecordingSink stderr = new RecordingSink(3);

  @AfterEach
  void close() {
    launcher.close();
  }

  @Test
  void aProcessThatShowsStacksWritesThemAndGoesOn() throws Exception {
    String script = "trap 'echo in main >&2' QUIT; echo ready; while :; do sleep 0.1; done";
    LaunchPlan plan =
        new LaunchPlan(
            List.of("sh", "-c", script), Map.of(), Set.of(), Optional.empty(), true, false);
    LaunchedProcess process = launch(plan);
    assertThat(line(process)).isEqualTo("ready");

    assertThat(process.showStacks()).isTrue();

    await().atMost(PATIENCE).until(() -> process.stderrTail().contains("in main"));
    assertThat(process.exit().toCompletableFuture()).isNotDone();
  }

  @Test
  void ofAStackTheNewestFramesAreKept() throws Exception {
    String script =
        "{ echo 'Thread 1 (most recent call first):'; for i in 1 2 3 4 5; do echo \"  line $i\";"
            + " done; } >&2";
    LaunchedProcess process = launch(sh(script));

    process.stderrDrained().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(process.stderrTail())
        .containsExactly("Thread 1 (most recent call first):", "  line 1", "  line 2");
    assertThat(stderr.lines).endsWith("  line 5");
  }

  @Test
  void aProcessThatShowsNoStacksIsNotDisturbed() throws Exception {
    LaunchedProcess process = launch(sh("read -r line"));

    assertThat(process.showStacks()).isFalse();

    process.stdin().write('\n');
    assertThat(exitOf(process).code()).hasValue(0);
  }

  @Test
  void aProcessThatStacksWouldEndIsNotAskedForThem() throws Exception {
    // env gives it what it has where a JVM doesn't block the signal, as with -Xrs.
    LaunchPlan plan =
        new LaunchPlan(
            List.of("env", "--default-signal=QUIT", "sh", "-c", "echo ready; read -r line"),
            Map.of(),
            Set.of(),
            Optional.empty(),
            true,
            false);
    LaunchedProcess process = launch(plan);
    assertThat(line(process)).isEqualTo("ready");

    assertThat(process.showStacks()).isFalse();

    process.stdin().write('\n');
    assertThat(exitOf(process).code()).hasValue(0);
  }

  private LaunchedProcess launch(LaunchPlan plan) throws IOException {
    return launcher.launch("w-1", plan, stderr);
  }

  private static ProcessExit exitOf(LaunchedProcess process) throws Exception {
    return process.exit().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
