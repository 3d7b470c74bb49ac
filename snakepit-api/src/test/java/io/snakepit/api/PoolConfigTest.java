package io.snakepit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolConfigTest {

  @Test
  void defaults() {
    PoolConfig config = PoolConfig.builder().build();
    assertThat(config.adapter()).isEmpty();
    assertThat(config.runtime()).isEqualTo("python");
    assertThat(config.tools()).isEmpty();
    assertThat(config.workers()).isEqualTo(1);
    assertThat(config.concurrency()).isEqualTo(1);
    assertThat(config.prefetch()).isZero();
    assertThat(config.codecs()).isEmpty();
    assertThat(config.environment()).isEmpty();
    assertThat(config.adapterOptions()).isEmpty();
    assertThat(config.runtimeOptions()).isEmpty();
    assertThat(config.queue())
        .isEqualTo(new QueueConfig(10_000, 256L << 20, Duration.ofSeconds(10)));
    assertThat(config.timeouts())
        .isEqualTo(
            new TimeoutConfig(
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2)));
    assertThat(config.limits()).isEqualTo(new LimitConfig(256 << 20, 16, 16L << 20, 64, 50));
    assertThat(config.restart())
        .isEqualTo(
            new RestartConfig(
                Duration.ofMillis(100), Duration.ofSeconds(30), 0.2, 5, Duration.ofSeconds(5)));
    assertThat(config.recycle()).isEqualTo(new RecycleConfig(0, Duration.ZERO, 0, 0.1));
    assertThat(config.retry()).isEqualTo(new RetryConfig(3, Duration.ofMillis(10)));
  }

  @Test
  void everyPropertyIsMapped() {
    PoolConfig config =
        PoolConfig.builder()
            .adapter("grpc")
            .runtime("command")
            .tools("a.py", "b")
            .tools(Path.of("/c.py"))
            .workers(4)
            .concurrency(6)
            .prefetch(8)
            .codecs("json")
            .environment("CUDA_VISIBLE_DEVICES", "0")
            .environment("HF_HOME", "")
            .adapterOption("carrier", "pipes")
            .runtimeOption("threads", "2")
            .queue(q -> q.withCalls(1).withBytes(2).withTimeout(Duration.ofMillis(3)))
            .timeouts(
                t ->
                    t.withCall(Duration.ofMillis(1))
                        .withStreamIdle(Duration.ofMillis(2))
                        .withStart(Duration.ofMillis(3))
                        .withCancelGrace(Duration.ofMillis(4))
                        .withDrain(Duration.ofMillis(5))
                        .withStop(Duration.ofMillis(6))
                        .withSessionIdle(Duration.ofMillis(7)))
            .limits(
                l ->
                    l.withFrameBytes(1 << 20)
                        .withStreamItems(1)
                        .withStreamBytes(2)
                        .withHostCalls(3)
                        .withStderrLines(4))
            .restart(
                r ->
                    r.withInitialDelay(Duration.ofMillis(1))
                        .withMaxDelay(Duration.ofMillis(2))
                        .withJitter(0.5)
                        .withLimit(3)
                        .withProbeInterval(Duration.ofMillis(4)))
            .recycle(
                r ->
                    r.withAfterCalls(1)
                        .withAfterAge(Duration.ofMillis(2))
                        .withAboveBytes(3)
                        .withJitter(0.4))
            .retry(r -> r.withAttempts(5).withDelay(Duration.ofMillis(6)))
            .build();
    assertThat(config.adapter()).hasValue("grpc");
    assertThat(config.runtime()).isEqualTo("command");
    assertThat(config.tools()).containsExactly("a.py", "b", "/c.py");
    assertThat(config.workers()).isEqualTo(4);
    assertThat(config.concurrency()).isEqualTo(6);
    assertThat(config.prefetch()).isEqualTo(8);
    assertThat(config.codecs()).isEqualTo(List.of("json"));
    assertThat(config.environment()).isEqualTo(Map.of("CUDA_VISIBLE_DEVICES", "0", "HF_HOME", ""));
    assertThat(config.adapterOptions()).isEqualTo(Map.of("carrier", "pipes"));
    assertThat(config.runtimeOptions()).isEqualTo(Map.of("threads", "2"));
    assertThat(config.queue()).isEqualTo(new QueueConfig(1, 2, Duration.ofMillis(3)));
    assertThat(config.timeouts())
        .isEqualTo(
            new TimeoutConfig(
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(7),
                Duration.ofMillis(3),
                Duration.ofMillis(4),
                Duration.ofMillis(5),
                Duration.ofMillis(6)));
    assertThat(config.limits()).isEqualTo(new LimitConfig(1 << 20, 1, 2, 3, 4));
    assertThat(config.restart())
        .isEqualTo(
            new RestartConfig(
                Duration.ofMillis(1), Duration.ofMillis(2), 0.5, 3, Duration.ofMillis(4)));
    assertThat(config.recycle()).isEqualTo(new RecycleConfig(1, Duration.ofMillis(2), 3, 0.4));
    assertThat(config.retry()).isEqualTo(new RetryConfig(5, Duration.ofMillis(6)));
    assertThat(config.toBuilder().build()).usingRecursiveComparison().isEqualTo(config);
  }

  @Test
  void aChangedCopyMayLeaveOutWhatOnlyAdds() {
    PoolConfig config =
        PoolConfig.builder()
            .tools("a.py")
            .adapterOption("carrier", "pipes")
            .runtimeOption("threads", "2")
            .build();
    PoolConfig changed =
        config.toBuilder()
            .clearTools()
            .tools("b.py")
            .clearAdapterOptions()
            .clearRuntimeOptions()
            .runtimeOption("path", "/lib")
            .build();
    assertThat(changed.tools()).containsExactly("b.py");
    assertThat(changed.adapterOptions()).isEmpty();
    assertThat(changed.runtimeOptions()).isEqualTo(Map.of("path", "/lib"));
    assertThat(config.tools()).containsExactly("a.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A=B", "=A", "A\0", "\0A"})
  void whatCanNotBeAVariableIsRefused(String name) {
    assertThatThrownBy(() -> PoolConfig.builder().environment(name, "1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("environment");
    for (String value : List.of("\0", "1\0")) {
      assertThatThrownBy(() -> PoolConfig.builder().environment("A", value))
          .isInstanceOf(ConfigurationException.class);
    }
  }

  @Test
  void whatAConfigurationGivesCanNotBeChanged() {
    PoolConfig.Builder builder = PoolConfig.builder().tools("a.py").environment("A", "1");
    PoolConfig config = builder.build();
    builder.tools("b.py").environment("A", "2");

    assertThat(config.tools()).containsExactly("a.py");
    assertThat(config.environment()).isEqualTo(Map.of("A", "1"));
    assertThatThrownBy(() -> config.tools().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> config.environment().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  void anImpossibleNumberOfWorkersIsRefused(int workers) {
    assertThatThrownBy(() -> PoolConfig.builder().workers(workers))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("workers")
        .hasMessageContaining(Integer.toString(workers));
  }

  @Test
  void theLeastAndTheMostAreAllowed() {
    PoolConfig least =
        PoolConfig.builder()
            .queue(q -> q.withCalls(0).withBytes(1).withTimeout(Duration.ofNanos(1)))
            .timeouts(t -> t.withCall(Duration.ZERO).withStop(Duration.ZERO))
            .limits(l -> l.withFrameBytes(1 << 10).withStderrLines(0))
            .restart(
                r ->
                    r.withInitialDelay(Duration.ofMillis(1))
                        .withMaxDelay(Duration.ofMillis(1))
                        .withJitter(0))
            .recycle(r -> r.withAfterCalls(0).withJitter(1))
            .build();
    assertThat(least.queue().calls()).isZero();
    assertThat(least.limits().frameBytes()).isEqualTo(1024);
    assertThat(least.restart().maxDelay()).isEqualTo(least.restart().initialDelay());
    assertThat(least.restart().jitter()).isZero();
    assertThat(least.recycle().jitter()).isEqualTo(1);

    PoolConfig most =
        PoolConfig.builder().workers(10_000).concurrency(1_024).prefetch(1_000).build();
    assertThat(most.workers()).isEqualTo(10_000);
    assertThat(most.concurrency()).isEqualTo(1_024);
    assertThat(most.prefetch()).isEqualTo(1_000);
  }

  @Test
  void codecsReplaceThoseOfBefore() {
    assertThat(PoolConfig.builder().codecs("json").codecs("msgpack", "json").build().codecs())
        .containsExactly("msgpack", "json");
  }

  @Test
  void everyImpossibleValueNamesItsKey() {
    assertRefused("queue.calls", () -> QueueConfig.defaults().withCalls(-1));
    assertRefused("queue.bytes", () -> QueueConfig.defaults().withBytes(0));
    assertRefused("queue.timeout", () -> QueueConfig.defaults().withTimeout(Duration.ZERO));
    assertRefused("timeouts.call", () -> TimeoutConfig.defaults().withCall(minus()));
    assertRefused("timeouts.stream-idle", () -> TimeoutConfig.defaults().withStreamIdle(minus()));
    assertRefused("timeouts.session-idle", () -> TimeoutConfig.defaults().withSessionIdle(minus()));
    assertRefused("timeouts.start", () -> TimeoutConfig.defaults().withStart(Duration.ZERO));
    assertRefused("timeouts.cancel-grace", () -> TimeoutConfig.defaults().withCancelGrace(minus()));
    assertRefused("timeouts.drain", () -> TimeoutConfig.defaults().withDrain(minus()));
    assertRefused("timeouts.stop", () -> TimeoutConfig.defaults().withStop(minus()));
    assertRefused("limits.frame-bytes", () -> LimitConfig.defaults().withFrameBytes(1023));
    assertRefused("limits.stream-items", () -> LimitConfig.defaults().withStreamItems(0));
    assertRefused("limits.stream-bytes", () -> LimitConfig.defaults().withStreamBytes(0));
    assertRefused("limits.host-calls", () -> LimitConfig.defaults().withHostCalls(0));
    assertRefused("limits.stderr-lines", () -> LimitConfig.defaults().withStderrLines(-1));
    assertRefused(
        "restart.initial-delay", () -> RestartConfig.defaults().withInitialDelay(Duration.ZERO));
    assertRefused(
        "restart.max-delay", () -> RestartConfig.defaults().withMaxDelay(Duration.ofMillis(1)));
    assertRefused("restart.jitter", () -> RestartConfig.defaults().withJitter(1.1));
    assertRefused("restart.limit", () -> RestartConfig.defaults().withLimit(0));
    assertRefused(
        "restart.probe-interval", () -> RestartConfig.defaults().withProbeInterval(Duration.ZERO));
    assertRefused("recycle.after-calls", () -> RecycleConfig.defaults().withAfterCalls(-1));
    assertRefused("recycle.after-age", () -> RecycleConfig.defaults().withAfterAge(minus()));
    assertRefused("recycle.above-bytes", () -> RecycleConfig.defaults().withAboveBytes(-1));
    assertRefused("recycle.jitter", () -> RecycleConfig.defaults().withJitter(-0.1));
    assertRefused("retry.attempts", () -> RetryConfig.defaults().withAttempts(0));
    assertRefused("retry.delay", () -> RetryConfig.defaults().withDelay(Duration.ZERO));
    assertRefused("concurrency", () -> PoolConfig.builder().concurrency(0));
    assertRefused("concurrency", () -> PoolConfig.builder().concurrency(1_025));
    assertRefused("prefetch", () -> PoolConfig.builder().prefetch(-1));
    assertRefused("prefetch", () -> PoolConfig.builder().prefetch(1_001));
    assertRefused("recycle.jitter", () -> RecycleConfig.defaults().withJitter(Double.NaN));
    assertRefused("adapter", () -> PoolConfig.builder().adapter("no spaces"));
    assertRefused("runtime", () -> PoolConfig.builder().runtime(""));
    assertRefused("codecs", () -> PoolConfig.builder().codecs("-"));
    assertRefused("tools", () -> PoolConfig.builder().tools(" "));
  }

  private static Duration minus() {
    return Duration.ofNanos(-1);
  }

  private static void assertRefused(String key, Runnable change) {
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .hasMessageStartingWith(key);
  }
}
