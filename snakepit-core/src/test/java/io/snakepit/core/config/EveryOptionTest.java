package io.snakepit.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.LimitConfig;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.QueueConfig;
import io.snakepit.api.RecycleConfig;
import io.snakepit.api.RestartConfig;
import io.snakepit.api.RetryConfig;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.TimeoutConfig;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file can say whatever a builder can, except what is an object of the application's. */
class EveryOptionTest {

  /** Executors and host tools; the page says so too. */
  static final Set<String> ONLY_IN_CODE =
      Set.of("host-tools", "listeners", "executor", "host-tool-executor");

  private static final String EVERYTHING =
      """
      work-directory = /run/pit
      plugins = /opt/plugins
      shutdown-hook = false
      pools.default {
        tools = [a.py, some.module]
        runtime = command
        runtime-options { command = "node worker.js", threads = 2, deep = true }
        adapter = grpc
        adapter-options { carrier = pipes }
        environment { CUDA_VISIBLE_DEVICES = 0, HF_HOME = /models }
        codecs = [msgpack, json]
        workers = 4
        concurrency = 6
        prefetch = 8
        queue { calls = 1, bytes = 2, timeout = 3ms }
        timeouts { call = 1ms, stream-idle = 2s, session-idle = 6d, start = 3m }
        timeouts { cancel-grace = 4h, drain = 5d, stop = 0s }
        limits { frame-bytes = 1MiB, stream-items = 1, stream-bytes = 1kB, host-calls = 3, stderr-lines = 0 }
        restart { initial-delay = 31s, max-delay = 32s, jitter = 0.5, limit = 3, probe-interval = 4ms }
        recycle { after-calls = 1000000000000, after-age = 2h, above-bytes = 3GiB, jitter = 1 }
        retry { attempts = 5, delay = 6ms }
      }
      """;

  @TempDir private Path folder;

  static Stream<String> poolKeys() {
    return PoolProperties.ALL.stream().map(Property::key);
  }

  static Stream<String> snakepitKeys() {
    return SnakepitProperties.ALL.stream().map(Property::key);
  }

  @Test
  void poolsHaveAKeyForEveryOption() {
    assertThat(poolKeys())
        .containsExactlyInAnyOrderElementsOf(Accessors.keys(PoolConfig.class).toList());
    assertThat(Accessors.keys(PoolConfig.class).map(key -> key.replaceFirst("\\..*", "")))
        .containsAll(options(PoolConfig.Builder.class));
  }

  @Test
  void snakepitsHaveAKeyForEveryOptionThatIsNoObject() {
    assertThat(Stream.concat(snakepitKeys(), ONLY_IN_CODE.stream()))
        .containsExactlyInAnyOrderElementsOf(Accessors.keys(SnakepitConfig.class).toList())
        .containsAll(options(SnakepitConfig.Builder.class));
  }

  /**
   * What the methods of a builder set: {@code adapterOption} one of the {@code adapter-options}.
   */
  private static Set<String> options(Class<?> builder) {
    return Arrays.stream(builder.getDeclaredMethods())
        .filter(method -> method.getReturnType() == builder)
        .map(Method::getName)
        .map(name -> name.replaceFirst("^(clear|change|remove)(?=[A-Z])", ""))
        .map(Accessors::kebab)
        .map(name -> name.replaceFirst("^-", ""))
        .map(
            name ->
                name.matches("pool|host-tool|listener|(adapter|runtime)-option")
                    ? name + "s"
                    : name)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("poolKeys")
  void whatAFileDoesNotSayIsAsInCode(String key) throws Exception {
    assertThat(Accessors.value(new Load(folder).pool(""), key))
        .isEqualTo(Accessors.value(PoolConfig.builder().build(), key));
  }

  @Test
  void whatAFileDoesNotSayOfTheWholeIsAsInCode() {
    SnakepitConfig config = new Load(folder).config("pools { a {} }");
    assertThat(config)
        .usingRecursiveComparison()
        .isEqualTo(SnakepitConfig.builder().pool("a", pool -> {}).build());
  }

  @ParameterizedTest
  @MethodSource("poolKeys")
  void theFileThatSaysEverythingLeavesNoDefault(String key) throws Exception {
    assertThat(Accessors.value(everything().pools().get("default"), key))
        .isNotEqualTo(Accessors.value(PoolConfig.builder().build(), key));
  }

  @ParameterizedTest
  @MethodSource("snakepitKeys")
  void theFileThatSaysEverythingLeavesNoDefaultOfTheWhole(String key) throws Exception {
    SnakepitConfig defaults = SnakepitConfig.builder().pool("default", pool -> {}).build();
    assertThat(Accessors.value(everything(), key)).isNotEqualTo(Accessors.value(defaults, key));
  }

  @Test
  void everyValueArrivesWhereItBelongs() {
    SnakepitConfig config = everything();
    assertThat(config.workDirectory()).hasValue(Path.of("/run/pit"));
    assertThat(config.plugins()).hasValue(Path.of("/opt/plugins"));
    assertThat(config.shutdownHook()).isFalse();
    PoolConfig pool = config.pools().get("default");
    assertThat(pool.tools()).isEqualTo(List.of("a.py", "some.module"));
    assertThat(pool.runtime()).isEqualTo("command");
    assertThat(pool.runtimeOptions())
        .isEqualTo(Map.of("command", "node worker.js", "threads", "2", "deep", "true"));
    assertThat(pool.adapter()).hasValue("grpc");
    assertThat(pool.adapterOptions()).isEqualTo(Map.of("carrier", "pipes"));
    assertThat(pool.environment())
        .isEqualTo(Map.of("CUDA_VISIBLE_DEVICES", "0", "HF_HOME", "/models"));
    assertThat(pool.codecs()).isEqualTo(List.of("msgpack", "json"));
    assertThat(pool.workers()).isEqualTo(4);
    assertThat(pool.concurrency()).isEqualTo(6);
    assertThat(pool.prefetch()).isEqualTo(8);
    assertThat(pool.queue()).isEqualTo(new QueueConfig(1, 2, Duration.ofMillis(3)));
    assertThat(pool.timeouts())
        .isEqualTo(
            new TimeoutConfig(
                Duration.ofMillis(1),
                Duration.ofSeconds(2),
                Duration.ofDays(6),
                Duration.ofMinutes(3),
                Duration.ofHours(4),
                Duration.ofDays(5),
                Duration.ZERO));
    assertThat(pool.limits()).isEqualTo(new LimitConfig(1 << 20, 1, 1_000, 3, 0));
    assertThat(pool.restart())
        .isEqualTo(
            new RestartConfig(
                Duration.ofSeconds(31), Duration.ofSeconds(32), 0.5, 3, Duration.ofMillis(4)));
    assertThat(pool.recycle())
        .isEqualTo(new RecycleConfig(1_000_000_000_000L, Duration.ofHours(2), 3L << 30, 1));
    assertThat(pool.retry()).isEqualTo(new RetryConfig(5, Duration.ofMillis(6)));
  }

  private SnakepitConfig everything() {
    return new Load(folder).config(EVERYTHING);
  }
}
