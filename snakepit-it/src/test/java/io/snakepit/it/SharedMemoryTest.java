package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerCrashedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large bytes and arrays, where they go through memory that the worker shares. */
@Timeout(180)
@EnabledOnOs(OS.LINUX) // elsewhere there is no such memory
class SharedMemoryTest {

  private static final String TOOLS =
      """
      import os
      from collections.abc import Iterator
      from snakepit import context, tool

      @tool(thread_safe=True)
      def echo(data: bytes) -> bytes:
          return data

      @tool
      def blocks(size: int, count: int) -> Iterator[bytes]:
          for at in range(count):
              yield bytes([at]) * size

      @tool
      def flip(data: bytes) -> bytes:
          return context.host.flip(data=data)

      @tool
      def crash(data: bytes) -> bytes:
          os.kill(os.getpid(), 9)
          return data
      """;

  @TempDir Path folder;
  private Path tools;

  @BeforeEach
  void writeTools() throws IOException {
    tools = folder.resolve("memory_tools.py");
    Files.writeString(tools, TOOLS);
  }

  private Snakepit start(Consumer<PoolConfig.Builder> more) {
    return start("stdio", more);
  }

  private Snakepit start(String adapter, Consumer<PoolConfig.Builder> more) {
    Supplier<Snakepit> starting =
        () ->
            Snakepit.builder()
                .pool(
                    "default",
                    pool -> {
                      pool.adapter(adapter).tools(tools).workers(1);
                      more.accept(pool);
                    })
                .start();
    return adapter.equals("grpc") ? RealGrpc.orMissing(starting) : starting.get();
  }

  private static byte[] random(int seed, int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(seed).nextBytes(bytes); // many times as fast as Random
    return bytes;
  }

  private static byte[] echo(Snakepit pit, byte[] data) {
    return pit.execute("echo", Map.of("data", data)).as(byte[].class);
  }

  /** How many pieces of memory this JVM has mapped that workers share. */
  private static long mapped() {
    try {
      return Files.readString(Path.of("/proc/self/maps"))
          .lines()
          .filter(line -> line.contains("/memfd:snakepit-"))
          .count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** How many descriptors of such memory it has open. */
  private static long open() {
    try (var places = Files.list(Path.of("/proc/self/fd"))) {
      return places.filter(SharedMemoryTest::isMemory).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isMemory(Path place) {
    try {
      return Files.readSymbolicLink(place).toString().startsWith("/memfd:snakepit-");
    } catch (IOException e) {
      return false; // that of the listing, closed by now
    }
  }

  private static void awaitNone() {
    await().untilAsserted(() -> assertThat(mapped()).isZero());
    await().untilAsserted(() -> assertThat(open()).isZero());
  }

  @ParameterizedTest
  @CsvSource({
    "stdio,pipes,json,1",
    "stdio,pipes,msgpack,1",
    "stdio,socket,json,1",
    "stdio,pipes,json,4",
    "grpc,unix,json,1",
    "grpc,tcp,json,4"
  })
  void valuesOfAllSizesComeBackAsTheyWere(
      String adapter, String carrier, String codec, int concurrency) {
    try (Snakepit pit =
        RealCodecs.orMissing(
            codec,
            () ->
                start(
                    adapter,
                    pool -> {
                      pool.adapterOption("carrier", carrier);
                      pool.codecs(codec).concurrency(concurrency);
                      runtimeOptions(adapter, codec).forEach(pool::runtimeOption);
                    }))) {
      int[] sizes = {
        0, 1, 32_767, 32_768, 32_769, 65_535, 65_536, 1 << 20, 64 << 20, (64 << 20) + 1, 65 << 20
      };
      for (int round = 0; round < 2; round++) {
        for (int size : sizes) {
          byte[] data = random(size + round, size);
          assertThat(echo(pit, data)).as("%s bytes", size).isEqualTo(data);
        }
      }
      assertThat(mapped()).isPositive();
      assertThat(open()).isEqualTo(1);
    }
    awaitNone();
  }

  private static Map<String, String> runtimeOptions(String adapter, String codec) {
    return adapter.equals("grpc") ? RealGrpc.RUNTIME_OPTIONS : RealCodecs.runtimeOptions(codec);
  }

  @Test
  void smallValuesNeedNone() {
    try (Snakepit pit = start(pool -> {})) {
      for (int i = 0; i < 100; i++) {
        echo(pit, random(i, 32_767));
      }
      assertThat(open()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdio", "grpc"})
  void itCanBeSwitchedOff(String adapter) {
    try (Snakepit pit =
        start(
            adapter,
            pool -> {
              pool.adapterOption("memory", "off");
              runtimeOptions(adapter, "json").forEach(pool::runtimeOption);
            })) {
      for (int i = 0; i < 3; i++) {
        byte[] data = random(i, 1 << 20);
        assertThat(echo(pit, data)).isEqualTo(data);
      }
      assertThat(open()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdio", "grpc"})
  void streamsAndHostCallsUseIt(String adapter) {
    try (Snakepit pit =
        start(adapter, pool -> runtimeOptions(adapter, "json").forEach(pool::runtimeOption))) {
      pit.hostTools().register("flip", call -> flipped(call.get("data", byte[].class)));
      echo(pit, random(1, 100_000));
      for (int round = 0; round < 3; round++) {
        int next = 0;
        try (ResultStream stream =
            pit.executeStream("blocks", Map.of("size", 100_000, "count", 100))) {
          for (var block : stream) {
            byte[] expected = new byte[100_000];
            Arrays.fill(expected, (byte) next++);
            assertThat(block.as(byte[].class)).isEqualTo(expected);
          }
        }
        assertThat(next).isEqualTo(100);
      }
      byte[] data = random(2, 200_000);
      assertThat(pit.execute("flip", Map.of("data", data)).as(byte[].class))
          .isEqualTo(flipped(data));
    }
    awaitNone();
  }

  private static byte[] flipped(byte[] data) {
    byte[] flipped = new byte[data.length];
    for (int i = 0; i < data.length; i++) {
      flipped[i] = (byte) (data[i] ^ 0x20);
    }
    return flipped;
  }

  @ParameterizedTest
  @CsvSource({"stdio,1,1", "stdio,1,8", "stdio,2,4", "grpc,1,1", "grpc,1,8"})
  void manyCallersGetTheirOwnAlsoWhereThereIsNoRoomForAll(
      String adapter, int workers, int concurrency) throws Exception {
    int callers = 16;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try (Snakepit pit = start(pool -> pool.workers(workers).concurrency(concurrency).prefetch(8))) {
      List<Future<?>> done = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        int seed = caller;
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 12; i++) {
                    byte[] data = random(seed * 100 + i, 40_000 + seed * i * 60_000);
                    assertThat(echo(pit, data)).isEqualTo(data);
                  }
                }));
      }
      for (Future<?> one : done) {
        one.get(120, TimeUnit.SECONDS);
      }
      assertThat(pit.defaultPool().stats().lost()).isZero();
    } finally {
      threads.shutdownNow();
    }
    awaitNone();
  }

  @ParameterizedTest
  @CsvSource({"stdio,0", "stdio,4", "grpc,4"})
  void workersThatDieLeaveNothingAndEachCallHasAnOutcome(String adapter, int prefetch)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    int perCaller = 40;
    try (Snakepit pit =
        start(
            adapter,
            pool -> {
              pool.workers(2).prefetch(prefetch);
              runtimeOptions(adapter, "json").forEach(pool::runtimeOption);
            })) {
      List<Future<int[]>> counts = new ArrayList<>();
      for (int caller = 0; caller < 6; caller++) {
        int seed = caller;
        counts.add(threads.submit(() -> callAndCrash(pit, seed, perCaller)));
      }
      int right = 0;
      int crashed = 0;
      for (Future<int[]> count : counts) {
        int[] both = count.get(150, TimeUnit.SECONDS);
        right += both[0];
        crashed += both[1];
      }
      assertThat(right + crashed).isEqualTo(6 * perCaller);
      assertThat(crashed).isGreaterThanOrEqualTo(6 * perCaller / 10);
      assertThat(right).isPositive();
      await() // for the end of those whose workers have just died
          .untilAsserted(() -> assertThat(open()).as("of two that serve").isLessThanOrEqualTo(2));
    } finally {
      threads.shutdownNow();
    }
    awaitNone();
  }

  private static int[] callAndCrash(Snakepit pit, int seed, int calls) {
    int[] counts = new int[2];
    for (int i = 0; i < calls; i++) {
      byte[] data = random(seed * 1000 + i, 500_000);
      try {
        byte[] back =
            pit.execute(i % 10 == 9 ? "crash" : "echo", Map.of("data", data)).as(byte[].class);
        assertThat(back).isEqualTo(data);
        counts[0]++;
      } catch (WorkerCrashedException e) {
        counts[1]++;
      } catch (SnakepitException e) {
        throw new AssertionError("neither a result nor a crash", e);
      }
    }
    return counts;
  }
}
