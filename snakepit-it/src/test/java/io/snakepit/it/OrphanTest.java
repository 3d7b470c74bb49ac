package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the JVM is killed, nothing of its workers is left (S7). */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class OrphanTest {

  private static final int WORKERS = 3;

  /**
   * The victim: a JVM whose workers all spin in C code, each with a process of its own beside it.
   */
  static final class Victim {

    private Victim() {}

    private static void configure(PoolConfig.Builder pool, String preload) {
      pool.workers(WORKERS).runtimeOption("preload", preload);
    }

    public static void main(String[] arguments) throws Exception {
      try (Snakepit pit = RealPython.start(arguments[0], p -> configure(p, arguments[1]))) {
        StringBuilder pids = new StringBuilder("pids");
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(pit.defaultPool().stats().idle()).isEqualTo(WORKERS));
        pit.defaultPool()
            .workers()
            .forEach(worker -> pids.append(' ').append(worker.pid().orElseThrow()));
        for (int i = 0; i < WORKERS; i++) {
          pids.append(' ').append(pit.execute("grandchild", Map.of()).as(Long.class));
        }
        for (int i = 0; i < WORKERS; i++) {
          pit.executeAsync("hold_gil", Map.of());
        }
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () ->
                    assertThat(pit.defaultPool().workers())
                        .allMatch(worker -> !worker.running().isEmpty()));
        System.out.println(pids);
        Thread.sleep(600_000);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"pipes, ''", "socket, ''", "pipes, json"})
  void nothingIsLeftAfterTheJvmIsKilled(String carrier, String preload, @TempDir Path folder)
      throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                carrier,
                preload)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<Long> pids;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      assertThat(line).startsWith("pids ");
      pids = Arrays.stream(line.substring(5).split(" ")).map(Long::valueOf).toList();
      assertThat(pids).hasSize(2 * WORKERS).allMatch(RealPython::isAlive);
      assertThat(folder).isNotEmptyDirectory();
    } finally {
      jvm.destroyForcibly();
    }
    assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
    long killed = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(pids).noneMatch(RealPython::isAlive));
    System.out.printf(
        "orphans over %s%s: %d processes gone %d ms after the JVM%n",
        carrier,
        preload.isEmpty() ? "" : ", forked",
        pids.size(),
        (System.nanoTime() - killed) / 1_000_000);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(folder).isEmptyDirectory());
  }
}
