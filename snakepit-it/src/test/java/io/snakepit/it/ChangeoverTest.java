package io.snakepit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Changeover;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Pool;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pool of real workers changes its generation, and nobody who uses it notices (S10, S11). */
@Timeout(300)
class ChangeoverTest {

  /** Long, for a session waits for the stream that is open on its worker. */
  private static final Duration PATIENCE = Duration.ofSeconds(200);

  @Test
  void nothingFailsWhileToolsAreReloadedUnderLoad() throws InterruptedException {
    changeUnderLoad(
        RealPython.start(ChangeoverTest::configure), 5, (pool, i) -> pool.reloadTools());
  }

  @Test
  void nothingFailsWhileThePoolSwitchesItsAdapterUnderLoad() throws InterruptedException {
    changeUnderLoad(
        RealGrpc.start(ChangeoverTest::configure),
        20,
        (pool, i) -> pool.switchAdapter(i % 2 == 0 ? "stdio" : "grpc"));
  }

  private static void configure(PoolConfig.Builder pool) {
    pool.workers(10)
        .queue(q -> q.withTimeout(PATIENCE))
        .timeouts(t -> t.withCall(PATIENCE).withStreamIdle(PATIENCE).withDrain(PATIENCE));
  }

  private static void changeUnderLoad(
      Snakepit started, int changes, BiFunction<Pool, Integer, Changeover> change)
      throws InterruptedException {
    try (Snakepit pit = started) {
      Pool pool = pit.defaultPool();
      ChangeoverLoad load = new ChangeoverLoad(pit, 32, 8, 8);
      load.start();
      for (int i = 0; i < changes; i++) {
        long before = load.calls();
        await().atMost(PATIENCE).until(() -> load.calls() > before);
        Changeover changed = change.apply(pool, i);
        load.changed();
        assertThat(changed.drained().join()).isZero();
      }
      load.stop();
      System.out.printf("%d changes: %s%n", changes, load.report());
      assertThat(load.errors()).isEmpty();
      assertThat(pool.workers()).allSatisfy(w -> assertThat(w.generation()).isEqualTo(changes + 1));
    }
  }

  @Test
  void reloadedToolsAreTheOnesOnDisk(@TempDir Path folder) throws IOException {
    Path tools = Files.writeString(folder.resolve("tools.py"), tools("one"), UTF_8);
    try (Snakepit pit = Snakepit.builder().pool("default", p -> p.tools(tools)).start()) {
      assertThat(pit.execute("which", Map.of()).as(String.class)).isEqualTo("one");
      Files.writeString(tools, tools("two"), UTF_8);
      assertThat(pit.execute("which", Map.of()).as(String.class)).isEqualTo("one");
      pit.defaultPool().reloadTools();
      assertThat(pit.execute("which", Map.of()).as(String.class)).isEqualTo("two");
    }
  }

  @Test
  void toolsThatDoNotLoadLeaveThePoolAsItWas(@TempDir Path folder) throws IOException {
    Path tools = Files.writeString(folder.resolve("tools.py"), tools("one"), UTF_8);
    try (Snakepit pit = Snakepit.builder().pool("default", p -> p.tools(tools)).start()) {
      Files.writeString(tools, "def broken(:\n", UTF_8);
      assertThatThrownBy(() -> pit.defaultPool().reloadTools())
          .isInstanceOfSatisfying(
              SnakepitException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOOLS_FAILED))
          .hasMessageContaining("tools.py");
      assertThat(pit.execute("which", Map.of()).as(String.class)).isEqualTo("one");
    }
  }

  @Test
  void aSessionWhoseWorkerWasKilledGoesOnWhereItsStepsPutIt() {
    try (Snakepit pit = RealPython.start(p -> p.workers(2))) {
      Session session =
          pit.session("one").onRestore(s -> s.execute("remember", Map.of("value", 7)));
      session.execute("remember", Map.of("value", 1));
      long pid = session.execute("pid", Map.of()).as(Long.class);
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      await()
          .untilAsserted(
              () ->
                  assertThat(pit.defaultPool().workers())
                      .noneMatch(worker -> worker.pid().orElseThrow() == pid));
      assertThat(session.execute("recall", Map.of()).as(Integer.class)).isEqualTo(7);
    }
  }

  private static String tools(String which) {
    return """
    from snakepit import tool

    @tool
    def which() -> str:
        return "%s"
    """
        .formatted(which);
  }
}
