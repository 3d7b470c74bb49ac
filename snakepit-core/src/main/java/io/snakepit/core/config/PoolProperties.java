package io.snakepit.core.config;

import io.snakepit.api.LimitConfig;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.QueueConfig;
import io.snakepit.api.RecycleConfig;
import io.snakepit.api.RestartConfig;
import io.snakepit.api.RetryConfig;
import io.snakepit.api.TimeoutConfig;
import io.snakepit.core.codec.Codecs;
import java.util.List;
import java.util.Map;

/** The options of a pool. */
final class PoolProperties {

  private static final PropertyGroup<QueueConfig> QUEUE =
      new PropertyGroup<>("queue", PoolConfig.Builder::queue);
  private static final PropertyGroup<TimeoutConfig> TIMEOUTS =
      new PropertyGroup<>("timeouts", PoolConfig.Builder::timeouts);
  private static final PropertyGroup<LimitConfig> LIMITS =
      new PropertyGroup<>("limits", PoolConfig.Builder::limits);
  private static final PropertyGroup<RestartConfig> RESTART =
      new PropertyGroup<>("restart", PoolConfig.Builder::restart);
  private static final PropertyGroup<RecycleConfig> RECYCLE =
      new PropertyGroup<>("recycle", PoolConfig.Builder::recycle);
  private static final PropertyGroup<RetryConfig> RETRY =
      new PropertyGroup<>("retry", PoolConfig.Builder::retry);

  static final List<Property<PoolConfig.Builder, ?>> ALL =
      List.of(
          new Property<>("tools", new ListKind(List.of()), PoolProperties::tools),
          new Property<>("runtime", Scalars.TEXT, PoolConfig.Builder::runtime),
          new Property<>("runtime-options", OptionsKind.OPTIONS, PoolProperties::runtimeOptions),
          new Property<>("adapter", Scalars.TEXT, PoolConfig.Builder::adapter),
          new Property<>("adapter-options", OptionsKind.OPTIONS, PoolProperties::adapterOptions),
          new Property<>("environment", OptionsKind.VARIABLES, PoolProperties::environment),
          new Property<>("codecs", new ListKind(Codecs.shipped()), PoolProperties::codecs),
          new Property<>("workers", Scalars.INTEGER, PoolConfig.Builder::workers),
          new Property<>("concurrency", Scalars.INTEGER, PoolConfig.Builder::concurrency),
          new Property<>("prefetch", Scalars.INTEGER, PoolConfig.Builder::prefetch),
          QUEUE.property("calls", Scalars.INTEGER, QueueConfig::withCalls),
          QUEUE.property("bytes", Scalars.SIZE, QueueConfig::withBytes),
          QUEUE.property("timeout", Scalars.DURATION, QueueConfig::withTimeout),
          TIMEOUTS.property("call", Scalars.DURATION, TimeoutConfig::withCall),
          TIMEOUTS.property("stream-idle", Scalars.DURATION, TimeoutConfig::withStreamIdle),
          TIMEOUTS.property("session-idle", Scalars.DURATION, TimeoutConfig::withSessionIdle),
          TIMEOUTS.property("start", Scalars.DURATION, TimeoutConfig::withStart),
          TIMEOUTS.property("cancel-grace", Scalars.DURATION, TimeoutConfig::withCancelGrace),
          TIMEOUTS.property("drain", Scalars.DURATION, TimeoutConfig::withDrain),
          TIMEOUTS.property("stop", Scalars.DURATION, TimeoutConfig::withStop),
          LIMITS.property("frame-bytes", Scalars.SMALL_SIZE, LimitConfig::withFrameBytes),
          LIMITS.property("stream-items", Scalars.INTEGER, LimitConfig::withStreamItems),
          LIMITS.property("stream-bytes", Scalars.SIZE, LimitConfig::withStreamBytes),
          LIMITS.property("host-calls", Scalars.INTEGER, LimitConfig::withHostCalls),
          LIMITS.property("stderr-lines", Scalars.INTEGER, LimitConfig::withStderrLines),
          RESTART.property("initial-delay", Scalars.DURATION, RestartConfig::withInitialDelay),
          RESTART.property("max-delay", Scalars.DURATION, RestartConfig::withMaxDelay),
          RESTART.property("jitter", Scalars.NUMBER, RestartConfig::withJitter),
          RESTART.property("limit", Scalars.INTEGER, RestartConfig::withLimit),
          RESTART.property("probe-interval", Scalars.DURATION, RestartConfig::withProbeInterval),
          RECYCLE.property("after-calls", Scalars.LONG, RecycleConfig::withAfterCalls),
          RECYCLE.property("after-age", Scalars.DURATION, RecycleConfig::withAfterAge),
          RECYCLE.property("above-bytes", Scalars.SIZE, RecycleConfig::withAboveBytes),
          RECYCLE.property("jitter", Scalars.NUMBER, RecycleConfig::withJitter),
          RETRY.property("attempts", Scalars.INTEGER, RetryConfig::withAttempts),
          RETRY.property("delay", Scalars.DURATION, RetryConfig::withDelay));

  private PoolProperties() {}

  private static void tools(PoolConfig.Builder pool, List<String> sources) {
    pool.tools(sources.toArray(new String[0]));
  }

  private static void codecs(PoolConfig.Builder pool, List<String> names) {
    pool.codecs(names.toArray(new String[0]));
  }

  private static void environment(PoolConfig.Builder pool, Map<String, String> variables) {
    variables.forEach(pool::environment);
  }

  private static void adapterOptions(PoolConfig.Builder pool, Map<String, String> options) {
    options.forEach(pool::adapterOption);
  }

  private static void runtimeOptions(PoolConfig.Builder pool, Map<String, String> options) {
    options.forEach(pool::runtimeOption);
  }
}
