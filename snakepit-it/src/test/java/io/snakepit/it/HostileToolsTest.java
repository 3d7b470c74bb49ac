package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.Obituary;
import io.snakepit.api.Pool;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import io.snakepit.api.ToolException;
import io.snakepit.api.WorkerCrashedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tools that write everywhere, fork, exit and crash: results stay right and errors name their cause
 * (S6, S12).
 */
@Timeout(120)
@ParameterizedClass
@FieldSource("CARRIERS")
class HostileToolsTest {

  static final List<String> CARRIERS = RealPython.CARRIERS;

  @Parameter String carrier;

  private Snakepit pit;

  @BeforeEach
  void start() {
    pit = RealPython.start(carrier, p -> p.workers(1));
  }

  @AfterEach
  void everyWorkerServesAfterwards() {
    assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
    pit.close();
  }

  @Test
  void noiseOnEveryDescriptorDamagesNothing() {
    assertThat(pit.execute("noise", Map.of("lines", 500)).as(Integer.class)).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fork", "spawn"})
  void processesOfAToolDamageNothing(String method) {
    assertThat(pit.execute("processes", Map.of("method", method)).value())
        .isEqualTo(IntStream.range(0, 10).mapToObj(x -> (long) x * x).toList());
  }

  @Test
  void threadsOfAToolDamageNothing() {
    assertThat(pit.execute("threads", Map.of()).value())
        .isEqualTo(IntStream.range(0, 10).mapToObj(x -> (long) x * x).toList());
  }

  @Test
  void aForkedChildDoesNotAnswer() {
    assertThat(pit.execute("forked_child_returns", Map.of()).as(String.class)).isEqualTo("parent");
  }

  @Test
  void anExceptionKeepsTypeMessageAndTraceback() {
    assertThatThrownBy(() -> pit.execute("fail", Map.of("message", "bad input")))
        .isInstanceOfSatisfying(
            ToolException.class,
            failure -> {
              assertThat(failure.type()).isEqualTo("ValueError");
              assertThat(failure.toolMessage()).isEqualTo("bad input");
              assertThat(failure.traceback()).contains("it_tools.py").contains("raise ValueError");
            });
  }

  @Test
  void sysExitEndsTheCallAndNotTheWorker() {
    long pid = pit.execute("pid", Map.of()).as(Long.class);
    assertThatThrownBy(() -> pit.execute("leave", Map.of("status", 3)))
        .isInstanceOfSatisfying(
            ToolException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOOL_EXITED))
        .hasMessageContaining("3");
    assertThat(pit.execute("pid", Map.of()).as(Long.class)).isEqualTo(pid);
  }

  @Test
  void anExitOfTheProcessIsACrashWithStatusAndLastWords() {
    assertThatThrownBy(() -> pit.execute("die", Map.of("status", 3)))
        .isInstanceOfSatisfying(
            WorkerCrashedException.class,
            crash -> {
              Obituary obituary = crash.obituary();
              assertThat(obituary).isNotNull();
              assertThat(obituary.exitCode()).hasValue(3);
              assertThat(obituary.running()).containsExactly("die");
            })
        .hasMessageContaining("status 3")
        .hasMessageContaining("last words");
  }

  @Test
  void aWorkersLastWordsAreNotThoseOfEarlierCalls() {
    pit.execute("noise", Map.of("lines", 1));
    await()
        .until(
            () -> Collections.frequency(pit.defaultPool().workers().get(0).stderr(), "child") == 2);

    assertThatThrownBy(() -> drain("die_after", Map.of("n", 0)))
        .isInstanceOfSatisfying(
            WorkerCrashedException.class, crash -> assertThat(crash.obituary().stderr()).isEmpty())
        .hasMessageEndingWith("; no last words");
  }

  private void drain(String tool, Map<String, ?> arguments) {
    try (ResultStream items = pit.executeStream(tool, arguments)) {
      items.forEach(item -> {});
    }
  }

  @Test
  void aSegmentationFaultIsACrashWithItsSignal() {
    assertThatThrownBy(() -> pit.execute("crash", Map.of()))
        .isInstanceOf(WorkerCrashedException.class)
        .hasMessageContaining("SIGSEGV")
        .hasMessageContaining("it_tools.py"); // faulthandler's stack
  }

  @Test
  void aResultThatCantBeSentNamesItsPath() {
    assertThatThrownBy(() -> pit.execute("unrepresentable", Map.of()))
        .isInstanceOfSatisfying(
            ToolException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNREPRESENTABLE_RESULT))
        .hasMessageContaining("rows[1].when")
        .hasMessageContaining("object");
  }

  @Test
  void argumentsThatDontFitAreTheCallersError() {
    assertThatThrownBy(() -> pit.execute("add", Map.of("a", "x", "b", 1)))
        .isInstanceOfSatisfying(
            InvalidCallException.class, wrong -> assertThat(wrong.parameter()).isEqualTo("a"))
        .hasMessageContaining("int");
    assertThatThrownBy(() -> pit.execute("add", Map.of("a", 1)))
        .isInstanceOfSatisfying(
            InvalidCallException.class, wrong -> assertThat(wrong.parameter()).isEqualTo("b"));
    assertThatThrownBy(() -> pit.execute("add", Map.of("a", 1, "b", 2, "c", 3)))
        .isInstanceOfSatisfying(
            InvalidCallException.class, wrong -> assertThat(wrong.parameter()).isEqualTo("c"));
    assertThatThrownBy(() -> pit.execute("ad", Map.of()))
        .isInstanceOfSatisfying(
            InvalidCallException.class, wrong -> assertThat(wrong.suggestions()).contains("add"));
  }

  @Test
  void idempotentCallsAreMadeAgain(@TempDir Path folder) throws IOException {
    Path mark = folder.resolve("mark");
    Pool pool = pit.defaultPool();
    CompletableFuture<Result> call =
        pool.executeAsync(Call.of("await_file").arg("path", mark.toString()).idempotent());
    await()
        .untilAsserted(
            () ->
                assertThat(pool.workers())
                    .anyMatch(worker -> worker.running().contains("await_file")));
    RealPython.process(pool.workers().get(0)).destroyForcibly();
    await().until(() -> pool.stats().retried() == 1);
    Files.createFile(mark);
    assertThat(call.join().as(String.class)).isEqualTo("there");
    assertThat(pool.stats().retried()).isEqualTo(1);
  }
}
