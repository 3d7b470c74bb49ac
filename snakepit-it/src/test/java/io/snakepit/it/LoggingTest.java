package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Call;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.Progress;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.api.WorkerStartException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What tools log, print and report arrives in Java. slf4j-simple writes to the test's System.err.
 */
@Timeout(120)
class LoggingTest {

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private PrintStream err;

  @BeforeEach
  void capture() {
    err = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(err);
  }

  private String logged() {
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  void pythonLoggingArrivesWithLevelAndLogger() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      pit.execute("log", Map.of("level", "WARNING", "message", "mind the gap"));
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(logged()).contains("WARN snakepit.worker.it.tools - mind the gap"));
    }
  }

  @Test
  void aReplacementWithOtherToolsIsTold(@TempDir Path folder) throws IOException {
    Path tools = folder.resolve("edited_tools.py");
    String head = "import os\nfrom snakepit import tool\n@tool\ndef leave(): os._exit(0)\n";
    Files.writeString(tools, head + "@tool\ndef a(x: int): pass\n@tool\ndef b(): pass\n");
    try (Snakepit pit =
        Snakepit.builder().pool("default", p -> p.tools(tools).workers(1)).start()) {
      Files.writeString(tools, head + "@tool\ndef a(x: str): pass\n@tool\ndef c(): pass\n");
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> pit.execute("leave", Map.of()))
            .isInstanceOf(WorkerCrashedException.class);
        pit.execute("c", Map.of());
      }
    }
    assertThat(logged())
        .containsOnlyOnce(
            "worker default-2 has other tools than its generation, whose source has changed since:"
                + " a(x: str) was a(x: int), b is missing, c is new.")
        .doesNotContain("worker default-3 has other tools");
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "2, 'line 3,line 4'"})
  void asManyLastWordsAreKeptAsAreAskedFor(int lines, String kept, @TempDir Path folder)
      throws IOException {
    Path tools = folder.resolve("talkative_tools.py");
    Files.writeString(
        tools,
        "import os\nfrom snakepit import tool\n@tool\ndef leave():\n"
            + "    os.write(2, b'line 1\\nline 2\\nline 3\\nline 4\\n')\n    os._exit(1)\n");
    try (Snakepit pit =
        Snakepit.builder()
            .pool(
                "default",
                p -> p.tools(tools).workers(1).limits(limits -> limits.withStderrLines(lines)))
            .start()) {
      assertThatThrownBy(() -> pit.execute("leave", Map.of()))
          .isInstanceOfSatisfying(
              WorkerCrashedException.class,
              crash -> assertThat(String.join(",", crash.obituary().stderr())).isEqualTo(kept));
    }
  }

  @Test
  void printsArriveLineByLine() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      pit.execute("noise", Map.of("lines", 2));
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(logged())
                      .contains("snakepit.worker.stdout - printed 0")
                      .contains("snakepit.worker.stdout - printed 1")
                      .contains("raw 1")
                      .contains("raw 2")
                      .contains("child"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"swallow", "hold_gil"})
  void aWorkerThatHadToBeKilledSaysWhereItWas(String tool) {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      Call stuck = Call.of(tool).timeout(Duration.ofMillis(300));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted( // a busy machine may leave it no time to begin, or to write its stacks
              () -> {
                assertThatThrownBy(() -> pit.execute(stuck))
                    .isInstanceOf(DeadlineExceededException.class);
                pit.execute("add", Map.of("a", 2, "b", 3));
                assertThat(logged())
                    .contains("its last words:")
                    .containsPattern("it_tools\\.py\", line \\d+ in " + tool);
              });
    }
  }

  @Test
  void aBusyWorkerShowsItsStacksAndGoesOn() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      CompletableFuture<Result> busy = pit.executeAsync("pause", Map.of("seconds", 600));
      Awaitility.await()
          .untilAsserted(
              () -> {
                assertThat(pit.defaultPool().showStacks()).isOne();
                assertThat(logged()).containsPattern("it_tools\\.py\", line \\d+ in pause");
              });
      busy.cancel(true);
      assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
    }
  }

  @Test
  void aStartThatTakesTooLongSaysWhereItIs(@TempDir Path folder) throws IOException {
    Path tools =
        Files.writeString(folder.resolve("slow_tools.py"), "import time\ntime.sleep(600)\n");
    String place = "slow_tools.py\", line 2 in <module>";

    WorkerStartException late =
        RealPython.lateStart(
            place,
            budget ->
                RealPython.start(
                    p -> p.workers(1).tools(tools).timeouts(t -> t.withStart(budget))));

    assertThat(late).hasMessageContaining(place);
  }

  @Test
  void progressArrivesInOrderAndTheLastReportIsNotLost() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      List<Progress> reports = new CopyOnWriteArrayList<>();
      pit.execute(Call.of("report").arg("n", 50).onProgress(reports::add));
      Awaitility.await()
          .untilAsserted(
              () -> {
                assertThat(reports).isNotEmpty();
                Progress last = reports.get(reports.size() - 1);
                assertThat(last).isEqualTo(new Progress(50, 50, "step 50"));
              });
      assertThat(reports.stream().map(Progress::done).toList()).isSorted();
    }
  }
}
