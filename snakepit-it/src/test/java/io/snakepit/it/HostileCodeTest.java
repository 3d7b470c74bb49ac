package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.api.WorkerStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code that misbehaves where nobody looks: a worker is lost at most, and somebody says so. */
@Timeout(180)
class HostileCodeTest {

  private static final String TOOLS =
      """
      import _signal, asyncio, os, pathlib, signal, threading, time
      from dataclasses import dataclass
      from snakepit import tool

      @dataclass
      class Poison:
          amount: int
          def __post_init__(self): os._exit(3)

      @tool
      def take(poison: Poison) -> None: ...

      @tool
      def ok() -> int: return 1

      @tool
      def leave_alarm(marker: str, around: bool) -> None:
          def strike(*_):
              pathlib.Path(marker).touch()
              raise TimeoutError("too late, and nobody runs")

          threading.Thread(target=time.sleep, args=(600,), daemon=False).start()
          (_signal if around else signal).signal(signal.SIGALRM, strike)
          signal.setitimer(signal.ITIMER_REAL, 0.2)

      async def stay():
          while True:
              try:
                  await asyncio.sleep(600)
              except asyncio.CancelledError:
                  pass

      @tool
      async def leave_task() -> int:
          asyncio.get_running_loop().create_task(stay())
          await asyncio.sleep(0)
          return 2
      """;

  @TempDir Path folder;

  /** Starts a pool. */
  private interface Start extends Function<Consumer<PoolConfig.Builder>, Snakepit> {}

  static Stream<Named<Start>> wires() {
    return Stream.of(
        Named.of("pipes", pool -> RealPython.start("pipes", pool)),
        Named.of("socket", pool -> RealPython.start("socket", pool)),
        Named.of("gRPC", RealGrpc::start));
  }

  @ParameterizedTest
  @MethodSource("wires")
  void anArgumentThatKillsWorkersIsGivenUp(Start start) throws Exception {
    try (Snakepit pit = start.apply(pool -> pool.tools(tools()).workers(1).prefetch(1))) {
      assertThatThrownBy(() -> pit.execute("take", Map.of("poison", Map.of("amount", 1))))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("status 3");
      assertThat(pit.execute("ok", Map.of()).as(Integer.class)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("wires")
  void anAlarmThatComesWhenNobodyRunsLeavesTheWorker(Start start) throws Exception {
    try (Snakepit pit = start.apply(pool -> pool.tools(tools()).workers(1))) {
      List<String> first = ids(pit);
      leaveAlarm(pit, false);

      assertThat(pit.execute("ok", Map.of()).as(Integer.class)).isEqualTo(1);
      assertThat(ids(pit)).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @MethodSource("wires")
  void anIdleWorkerThatIsBrokenIntoAllTheSameDiesAtOnce(Start start) throws Exception {
    try (Snakepit pit = start.apply(pool -> pool.tools(tools()).workers(1))) {
      List<String> first = ids(pit);
      leaveAlarm(pit, true);

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !ids(pit).equals(first) && !ids(pit).isEmpty());

      assertThat(pit.execute("ok", Map.of()).as(Integer.class)).isEqualTo(1);
    }
  }

  /** Waits until it went off. {@code around}: by a handler that Snakepit knows nothing of. */
  private void leaveAlarm(Snakepit pit, boolean around) {
    Path marker = folder.resolve("marker");
    pit.execute("leave_alarm", Map.of("marker", marker.toString(), "around", around));
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(marker));
  }

  @ParameterizedTest
  @MethodSource("wires")
  void aTaskThatCanNotBeCancelledHoldsItsWorkerForTheGrace(Start start) throws Exception {
    try (Snakepit pit =
        start.apply(
            pool ->
                pool.tools(tools())
                    .workers(1)
                    .timeouts(t -> t.withCancelGrace(Duration.ofMillis(100))))) {
      assertThat(pit.execute("leave_task", Map.of()).as(Integer.class)).isEqualTo(2);

      assertThat(pit.execute("ok", Map.of()).as(Integer.class)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("wires")
  void theSmallestFrameLimitLeavesRoomForTheHello(Start start) throws Exception {
    try (Snakepit pit =
        start.apply(pool -> pool.tools(tools()).limits(l -> l.withFrameBytes(1024)))) {
      assertThat(pit.execute("ok", Map.of()).as(Integer.class)).isEqualTo(1);
    }
  }

  private Path tools() {
    try {
      return Files.writeString(folder.resolve("hostile_tools.py"), TOOLS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> ids(Snakepit pit) {
    return pit.defaultPool().workers().stream().map(WorkerStatus::id).toList();
  }
}
