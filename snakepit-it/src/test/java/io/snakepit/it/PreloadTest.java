package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Obituary;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.TypeRef;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.api.WorkerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Workers that are forked from a template (the runtime's option {@code preload}). */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class PreloadTest {

  static final List<String> CARRIERS = RealPython.CARRIERS;

  private static final Path TOOLS = RealPython.file("preload_tools.py");
  private static final Path MODELS = TOOLS.resolveSibling("../preload").normalize();

  private record Where(
      long pid, long parent, long loadedBy, long modelBy, List<Long> started, String worker) {}

  @TempDir Path folder;

  private static Snakepit start(String preload, Consumer<PoolConfig.Builder> more) {
    return Snakepit.builder()
        .pool(
            "default",
            pool -> {
              pool.adapter("stdio").tools(TOOLS).runtimeOption("path", MODELS.toString());
              pool.runtimeOption("preload", preload);
              more.accept(pool);
            })
        .start();
  }

  private static Where where(Snakepit pit) {
    return pit.execute("where", Map.of()).as(Where.class);
  }

  private static void awaitIdle(Snakepit pit, int workers) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(pit.defaultPool().stats().idle()).isEqualTo(workers));
  }

  @ParameterizedTest
  @FieldSource("CARRIERS")
  void workersShareWhatTheTemplateHasLoaded(String carrier) {
    try (Snakepit pit =
        start("heavy_model", pool -> pool.workers(3).adapterOption("carrier", carrier))) {
      awaitIdle(pit, 3);
      Where one = where(pit);
      assertThat(one.modelBy()).isEqualTo(one.parent());
      assertThat(one.loadedBy()).as("the tools weren't preloaded").isEqualTo(one.pid());
      assertThat(one.started()).containsExactly(one.pid());
      assertThat(workerPids(pit)).hasSize(3);
      assertThat(workerPids(pit).stream().map(PreloadTest::parentOf).distinct().toList())
          .containsExactly(one.modelBy());
    }
  }

  @Test
  void aFileOfToolsCanBePreloadedAndIsntLoadedAgain() {
    try (Snakepit pit = start("heavy_model, " + TOOLS, pool -> pool.workers(1))) {
      Where one = where(pit);
      assertThat(one.loadedBy()).isEqualTo(one.parent());
      assertThat(one.started()).as("hooks run in the worker").containsExactly(one.pid());
      assertThat(one.worker()).isEqualTo("default-1");
    }
  }

  @Test
  void overGrpcTheyAreForkedAsWell() {
    try (Snakepit pit =
        RealGrpc.orMissing(
            () ->
                start(
                    "heavy_model",
                    pool -> {
                      pool.adapter("grpc").workers(2);
                      RealGrpc.RUNTIME_OPTIONS.forEach(pool::runtimeOption);
                    }))) {
      awaitIdle(pit, 2);
      Where one = where(pit);
      assertThat(one.modelBy()).isEqualTo(one.parent());
      assertThat(workerPids(pit).stream().map(PreloadTest::parentOf).distinct().toList())
          .containsExactly(one.modelBy());
    }
  }

  @Test
  void aWorkerHasNothingOfTheTemplatesOpen() {
    try (Snakepit pit = start("heavy_model", pool -> pool.workers(3))) {
      awaitIdle(pit, 3);
      long template = where(pit).modelBy();
      Set<String> templates = pipes(template);
      Set<String> seen =
          workerPids(pit).stream().flatMap(pid -> pipes(pid).stream()).collect(Collectors.toSet());
      assertThat(templates).isNotEmpty();
      assertThat(seen).isNotEmpty().doesNotContainAnyElementsOf(templates);
      assertThat(workerPids(pit).stream().mapToInt(pid -> pipes(pid).size()).sum())
          .as("none has another's")
          .isEqualTo(seen.size());
    }
  }

  @Test
  void theyDontDrawTheSameRandomNumbers() throws IOException {
    Path seeded = folder.resolve("seeded.py");
    Files.writeString(seeded, "import random\nrandom.seed(1)\n");
    try (Snakepit pit = start("heavy_model," + seeded, pool -> pool.workers(1))) {
      Set<Double> drawn =
          IntStream.range(0, 4)
              .mapToObj(
                  i -> {
                    double number = pit.execute("draw", Map.of()).as(Double.class);
                    kill(pit);
                    return number;
                  })
              .collect(Collectors.toSet());
      assertThat(drawn).hasSize(4);
    }
  }

  /** Ends the only worker, and waits for its replacement. */
  private static void kill(Snakepit pit) {
    String before = pit.defaultPool().workers().get(0).id();
    assertThatThrownBy(() -> pit.execute("crash", Map.of("number", 9)))
        .isInstanceOf(WorkerCrashedException.class);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                pit.defaultPool().stats().idle() == 1
                    && !pit.defaultPool().workers().get(0).id().equals(before));
  }

  @ParameterizedTest
  @CsvSource({"crash, number, 11, SIGSEGV", "leave, status, 7, 7"})
  void howAForkedWorkerEndedIsKnown(String tool, String parameter, int value, String told) {
    try (Snakepit pit = start("heavy_model", pool -> pool.workers(1))) {
      assertThatThrownBy(() -> pit.execute(tool, Map.of(parameter, value)))
          .isInstanceOfSatisfying(
              WorkerCrashedException.class,
              crash -> {
                Obituary obituary = crash.obituary();
                assertThat(obituary.text()).contains(told).contains("while running " + tool);
                if (tool.equals("leave")) {
                  assertThat(obituary.exitCode()).hasValue(value);
                  assertThat(obituary.stderr()).contains("going now");
                } else {
                  assertThat(obituary.signal()).isEqualTo(told);
                }
              });
      assertThat(where(pit).modelBy()).as("the template goes on").isEqualTo(where(pit).parent());
    }
  }

  @Test
  void aDeadlineFreesAForkedWorker() {
    try (Snakepit pit = start("heavy_model", pool -> pool.workers(1))) {
      long template = where(pit).modelBy();
      assertThatThrownBy(
              () ->
                  pit.defaultPool()
                      .execute(Call.of("crash").arg("number", 0).timeout(Duration.ofMillis(200))))
          .hasMessageContaining("deadline");
      assertThat(where(pit).parent()).isEqualTo(template);
    }
  }

  @Test
  void whenTheTemplateIsKilledItsWorkersAreReplacedByThoseOfAnother() {
    try (Snakepit pit = start("heavy_model", pool -> pool.workers(2))) {
      awaitIdle(pit, 2);
      Where before = where(pit);
      Set<Long> old = workerPids(pit);
      var pending = pit.defaultPool().executeAsync(Call.of("crash").arg("number", 0));
      await().until(() -> pit.defaultPool().stats().running() == 1);

      ProcessHandle.of(before.modelBy()).orElseThrow().destroyForcibly();

      assertThatThrownBy(pending::join)
          .cause()
          .isInstanceOfSatisfying(
              WorkerCrashedException.class,
              crash ->
                  assertThat(crash)
                      .hasMessageContaining(
                          "its template default-template-1 was killed by SIGKILL"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  workerPids(pit).size() == 2 && workerPids(pit).stream().noneMatch(old::contains));
      // Of their ends nobody tells: they are taken for gone when their template is.
      await().untilAsserted(() -> assertThat(old).noneMatch(RealPython::isAlive));
      Where after = where(pit);
      assertThat(after.modelBy()).isNotEqualTo(before.modelBy()).isEqualTo(after.parent());
    }
  }

  @Test
  void reloadingToolsRenewsTheTemplateAndTheOldOneGoesWithItsWorkers() {
    try (Snakepit pit = start("heavy_model", pool -> pool.workers(2))) {
      awaitIdle(pit, 2);
      long before = where(pit).modelBy();

      pit.defaultPool().reloadTools().drained().join();

      Where after = where(pit);
      assertThat(after.modelBy()).isNotEqualTo(before).isEqualTo(after.parent());
      await().untilAsserted(() -> assertThat(before).matches(pid -> !RealPython.isAlive(pid)));
    }
  }

  @Test
  void nothingIsLeftOfAPoolThatIsClosed() {
    Set<Long> pids;
    long template;
    try (Snakepit pit = start("heavy_model", pool -> pool.workers(2))) {
      awaitIdle(pit, 2);
      pids = workerPids(pit);
      template = where(pit).modelBy();
    }
    assertThat(pids).noneMatch(RealPython::isAlive);
    await().untilAsserted(() -> assertThat(template).matches(pid -> !RealPython.isAlive(pid)));
  }

  @Test
  void whatCantBeLoadedIsTheErrorOfTheStart() {
    assertThatThrownBy(() -> start("no_such_model", pool -> {}))
        .isInstanceOfSatisfying(
            WorkerStartException.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(ErrorCode.TOOLS_NOT_FOUND);
              assertThat(failed)
                  .hasMessageContaining("the option preload: there is no module 'no_such_model'");
            });
  }

  @Test
  void whatFailsWhileItIsLoadedHasItsTraceback() throws IOException {
    Path broken = folder.resolve("broken.py");
    Files.writeString(broken, "def load():\n    return 1 / 0\n\nMODEL = load()\n");
    assertThatThrownBy(() -> start(broken.toString(), pool -> {}))
        .isInstanceOfSatisfying(
            WorkerStartException.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(ErrorCode.TOOLS_FAILED);
              assertThat(failed)
                  .hasMessageContaining("the option preload: " + broken)
                  .hasMessageContaining("ZeroDivisionError");
              assertThat(failed.traceback()).contains("MODEL = load()");
            });
  }

  @Test
  void whatEndsTheTemplateIsTheErrorOfTheStart() throws IOException {
    Path fatal = folder.resolve("fatal.py");
    Files.writeString(fatal, "import os\nos.write(2, b'no licence\\n')\nos._exit(3)\n");
    assertThatThrownBy(() -> start(fatal.toString(), pool -> {}))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("its template default-template-1 exited with status 3")
        .hasMessageContaining("no licence");
  }

  @Test
  void whatLoadsForTooLongIsShown() throws IOException {
    Path slow = folder.resolve("slow.py");
    Files.writeString(slow, "import time\ndef download():\n    time.sleep(600)\ndownload()\n");

    WorkerStartException late =
        RealPython.lateStart(
            "in download",
            budget -> start(slow.toString(), pool -> pool.timeouts(t -> t.withStart(budget))));

    assertThat(late)
        .hasMessageMatching("(?s).*its template isn't ready after \\d+ ms \\(timeouts\\.start\\).*")
        .hasMessageContaining("in download");
  }

  @Test
  void whatLeavesThreadsIsNotForkedButServes() throws IOException {
    Path busy = folder.resolve("busy.py");
    Files.writeString(
        busy,
        "import threading\n"
            + "threading.Thread(target=threading.Event().wait, name='prefetcher', daemon=True)"
            + ".start()\n");
    try (Snakepit pit = start("heavy_model," + busy, pool -> pool.workers(2))) {
      Where one = where(pit);
      assertThat(one.modelBy()).isEqualTo(one.pid());
      assertThat(one.parent()).isEqualTo(ProcessHandle.current().pid());
    }
  }

  @Test
  void aProcessThatHangsInAHookOfForkIsReplacedByAnotherOfTheSameTemplate() throws IOException {
    Path armed = folder.resolve("armed");
    Path hook = folder.resolve("hook.py");
    Files.writeString(
        hook,
        """
        import os, time
        hangs = False
        def arm():
            global hangs
            hangs = os.path.exists("%1$s")
            if hangs:
                os.remove("%1$s")
        def hang():
            if hangs:
                time.sleep(600)
        os.register_at_fork(before=arm, after_in_child=hang)
        """
            .formatted(armed));
    try (Snakepit pit =
        start(
            "heavy_model," + hook,
            pool -> pool.workers(1).timeouts(t -> t.withStart(Duration.ofSeconds(8))))) {
      Where before = where(pit);
      Files.createFile(armed);

      kill(pit);

      assertThat(armed).as("it was to hang").doesNotExist();
      assertThat(where(pit).parent()).isEqualTo(before.parent());
      assertThat(ProcessHandle.of(before.parent()).orElseThrow().children())
          .as("nothing is left of the one that hung")
          .hasSize(1);
    }
  }

  @Test
  void theTemplateHasThePoolsVariables() throws IOException {
    Path model = folder.resolve("model_of_size.py");
    Files.writeString(model, "import os\nSIZE = os.environ['MODEL_SIZE']\n"); // or it fails
    try (Snakepit pit =
        start("heavy_model," + model, pool -> pool.workers(1).environment("MODEL_SIZE", "small"))) {
      assertThat(where(pit).modelBy()).isEqualTo(where(pit).parent());
    }
  }

  @Test
  void argumentsAndPrintsAreThoseOfAWorker() {
    try (Snakepit pit = start("heavy_model", pool -> pool.workers(1))) {
      assertThat(pit.execute("arguments", Map.of()).as(new TypeRef<List<String>>() {}))
          .contains("snakepit_stdio", "--journal")
          .doesNotContain("snakepit._template");
      pit.execute("say", Map.of("text", "hello"));
    }
  }

  private static Set<Long> workerPids(Snakepit pit) {
    return pit.defaultPool().workers().stream()
        .map(WorkerStatus::pid)
        .map(pid -> pid.orElseThrow())
        .collect(Collectors.toSet());
  }

  private static long parentOf(long pid) {
    return ProcessHandle.of(pid).flatMap(ProcessHandle::parent).orElseThrow().pid();
  }

  /** The pipes that a process has open, but for its stderr, which it shares with nobody either. */
  private static Set<String> pipes(long pid) {
    try (Stream<Path> all = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return all.map(PreloadTest::linkAt)
          .filter(link -> link.startsWith("pipe:"))
          .collect(Collectors.toSet());
    } catch (IOException gone) {
      throw new AssertionError(gone);
    }
  }

  private static String linkAt(Path place) {
    try {
      return Files.readSymbolicLink(place).toString();
    } catch (IOException closed) {
      return "";
    }
  }
}
