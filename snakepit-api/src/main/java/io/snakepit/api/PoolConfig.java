package io.snakepit.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a pool is made of. Immutable, and validated.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class PoolConfig {

  /** A copy that nobody changes. */
  private final Builder values;

  private PoolConfig(Builder builder) {
    this.values = new Builder(builder);
  }

  /**
   * Begins a configuration.
   *
   * @return a builder with the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Begins a changed copy.
   *
   * @return a builder with everything that this configuration has
   */
  public Builder toBuilder() {
    return new Builder(values);
  }

  /**
   * The adapter's name.
   *
   * @return empty for the best that can be used
   * @see Builder#adapter(String)
   */
  public Optional<String> adapter() {
    return Optional.ofNullable(values.adapter);
  }

  /**
   * The runtime's name.
   *
   * @return the name, {@code python} by default
   * @see Builder#runtime(String)
   */
  public String runtime() {
    return values.runtime;
  }

  /**
   * Where the tools come from.
   *
   * @return files, folders and modules, in loading order
   * @see Builder#tools(String...)
   */
  public List<String> tools() {
    return Collections.unmodifiableList(values.tools);
  }

  /**
   * How many workers the pool keeps.
   *
   * @return at least 1
   * @see Builder#workers(int)
   */
  public int workers() {
    return values.workers;
  }

  /**
   * How many calls a worker is asked to run at once.
   *
   * @return 1 by default
   * @see Builder#concurrency(int)
   */
  public int concurrency() {
    return values.concurrency;
  }

  /**
   * How many calls are sent to a worker ahead of those that it runs.
   *
   * @return 0 by default
   * @see Builder#prefetch(int)
   */
  public int prefetch() {
    return values.prefetch;
  }

  /**
   * The codecs that may be used.
   *
   * @return names in order of preference; empty for all there are
   * @see Builder#codecs(String...)
   */
  public List<String> codecs() {
    return Collections.unmodifiableList(values.codecs);
  }

  /**
   * The workers' environment variables, beside those of the JVM.
   *
   * @return name to value
   * @see Builder#environment(String, String)
   */
  public Map<String, String> environment() {
    return Collections.unmodifiableMap(values.environment);
  }

  /**
   * Options of the adapter.
   *
   * @return key to value
   * @see Builder#adapterOption(String, String)
   */
  public Map<String, String> adapterOptions() {
    return Collections.unmodifiableMap(values.adapterOptions);
  }

  /**
   * Options of the runtime.
   *
   * @return key to value
   * @see Builder#runtimeOption(String, String)
   */
  public Map<String, String> runtimeOptions() {
    return Collections.unmodifiableMap(values.runtimeOptions);
  }

  /**
   * The queue before the workers.
   *
   * @return its bounds
   * @see Builder#queue(UnaryOperator)
   */
  public QueueConfig queue() {
    return values.queue;
  }

  /**
   * How long things may take.
   *
   * @return the time bounds
   * @see Builder#timeouts(UnaryOperator)
   */
  public TimeoutConfig timeouts() {
    return values.timeouts;
  }

  /**
   * How large things may be.
   *
   * @return the size bounds
   * @see Builder#limits(UnaryOperator)
   */
  public LimitConfig limits() {
    return values.limits;
  }

  /**
   * How dead workers are replaced.
   *
   * @return the rules
   * @see Builder#restart(UnaryOperator)
   */
  public RestartConfig restart() {
    return values.restart;
  }

  /**
   * When healthy workers are replaced.
   *
   * @return the rules
   * @see Builder#recycle(UnaryOperator)
   */
  public RecycleConfig recycle() {
    return values.recycle;
  }

  /**
   * How idempotent calls are made again.
   *
   * @return the rules
   * @see Builder#retry(UnaryOperator)
   */
  public RetryConfig retry() {
    return values.retry;
  }

  /**
   * Builds a {@link PoolConfig}. Each method checks its value. Not safe for use by several threads.
   *
   * @since 0.1.0
   */
  @API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
  public static final class Builder {

    private @Nullable String adapter;
    private String runtime = "python";
    private final List<String> tools = new ArrayList<>();
    private int workers = 1;
    private int concurrency = 1;
    private int prefetch;
    private final List<String> codecs = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> adapterOptions = new LinkedHashMap<>();
    private final Map<String, String> runtimeOptions = new LinkedHashMap<>();
    private QueueConfig queue = QueueConfig.defaults();
    private TimeoutConfig timeouts = TimeoutConfig.defaults();
    private LimitConfig limits = LimitConfig.defaults();
    private RestartConfig restart = RestartConfig.defaults();
    private RecycleConfig recycle = RecycleConfig.defaults();
    private RetryConfig retry = RetryConfig.defaults();

    private Builder() {}

    private Builder(Builder other) {
      this.adapter = other.adapter;
      this.runtime = other.runtime;
      this.tools.addAll(other.tools);
      this.workers = other.workers;
      this.concurrency = other.concurrency;
      this.prefetch = other.prefetch;
      this.codecs.addAll(other.codecs);
      this.environment.putAll(other.environment);
      this.adapterOptions.putAll(other.adapterOptions);
      this.runtimeOptions.putAll(other.runtimeOptions);
      this.queue = other.queue;
      this.timeouts = other.timeouts;
      this.limits = other.limits;
      this.restart = other.restart;
      this.recycle = other.recycle;
      this.retry = other.retry;
    }

    /**
     * Chooses how to talk to the workers. Left out, the best adapter that can be used serves.
     *
     * @param name an adapter's name, as {@code stdio}
     * @return this
     */
    public Builder adapter(String name) {
      this.adapter = Check.name("adapter", name);
      return this;
    }

    /**
     * Chooses what process to start.
     *
     * @param name a runtime's name
     * @return this
     */
    public Builder runtime(String name) {
      this.runtime = Check.name("runtime", name);
      return this;
    }

    /**
     * Adds tool code. What names an existing path, ends in {@code .py} or has a separator is a file
     * or folder, relative to the working directory; anything else is an importable module. Added to
     * what is there already: {@link #clearTools()} takes that out.
     *
     * @param sources files, folders or modules
     * @return this
     */
    public Builder tools(String... sources) {
      for (String source : sources) {
        tools.add(Check.notBlank("tools", source));
      }
      return this;
    }

    /**
     * Adds tool code from files or folders.
     *
     * @param sources the paths
     * @return this
     */
    public Builder tools(Path... sources) {
      for (Path source : sources) {
        tools.add(source.toAbsolutePath().toString());
      }
      return this;
    }

    /**
     * Takes out the tool code that was added so far, so that other code can take its place.
     *
     * @return this
     */
    public Builder clearTools() {
      tools.clear();
      return this;
    }

    /**
     * Sets how many workers the pool keeps.
     *
     * @param count from 1 to 10,000
     * @return this
     */
    public Builder workers(int count) {
      Check.positive("workers", count, 10_000);
      this.workers = count;
      return this;
    }

    /**
     * Asks each worker to run several calls at once. Which tools may run beside each other is for
     * the worker to know: in Python {@code async} tools share one event loop, {@code thread_safe}
     * ones have a thread each, and of all others one runs at a time, and its calls may wait at the
     * worker. One that can't runs one call at a time; the log says so. {@link #prefetch(int)} adds.
     *
     * @param calls how many, from 1 (the default) to 1,024
     * @return this
     */
    public Builder concurrency(int calls) {
      Check.positive("concurrency", calls, 1_024);
      this.concurrency = calls;
      return this;
    }

    /**
     * Sends calls to a worker ahead of those that it runs. Better throughput for short calls; a
     * long call delays those behind it.
     *
     * @param calls how many, from 0 (the default) to 1,000
     * @return this
     */
    public Builder prefetch(int calls) {
      Check.notNegative("prefetch", calls, 1_000);
      this.prefetch = calls;
      return this;
    }

    /**
     * Sets the codecs, in place of those set before. The first that the workers speak is used.
     *
     * @param names as {@code json}
     * @return this
     */
    public Builder codecs(String... names) {
      codecs.clear();
      for (String name : names) {
        codecs.add(Check.name("codecs", name));
      }
      return this;
    }

    /**
     * Sets an environment variable of the workers, whatever the JVM or the runtime would set it to.
     * The runtime itself, as it looks for an interpreter or installs packages, has the JVM's.
     *
     * @param name as {@code CUDA_VISIBLE_DEVICES}; not empty, without {@code =}
     * @param value its value, which may be empty
     * @return this
     */
    public Builder environment(String name, String value) {
      environment.put(Check.variable("environment", name, value), value);
      return this;
    }

    /**
     * Sets an option of the adapter. Unknown keys are refused at start.
     *
     * @param key as {@code carrier}
     * @param value its value
     * @return this
     */
    public Builder adapterOption(String key, String value) {
      adapterOptions.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, key));
      return this;
    }

    /**
     * Takes out the options of the adapter that were set so far: another adapter has others.
     *
     * @return this
     */
    public Builder clearAdapterOptions() {
      adapterOptions.clear();
      return this;
    }

    /**
     * Sets an option of the runtime. Unknown keys are refused at start.
     *
     * @param key as {@code requirements}
     * @param value its value
     * @return this
     */
    public Builder runtimeOption(String key, String value) {
      runtimeOptions.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, key));
      return this;
    }

    /**
     * Takes out the options of the runtime that were set so far: another runtime has others.
     *
     * @return this
     */
    public Builder clearRuntimeOptions() {
      runtimeOptions.clear();
      return this;
    }

    /**
     * Changes the queue's bounds.
     *
     * @param change as {@code q -> q.withCalls(100)}
     * @return this
     */
    public Builder queue(UnaryOperator<QueueConfig> change) {
      this.queue = Objects.requireNonNull(change.apply(queue), "queue");
      return this;
    }

    /**
     * Changes how long things may take.
     *
     * @param change as {@code t -> t.withCall(Duration.ofSeconds(5))}
     * @return this
     */
    public Builder timeouts(UnaryOperator<TimeoutConfig> change) {
      this.timeouts = Objects.requireNonNull(change.apply(timeouts), "timeouts");
      return this;
    }

    /**
     * Changes how large things may be.
     *
     * @param change as {@code l -> l.withFrameBytes(1 << 20)}
     * @return this
     */
    public Builder limits(UnaryOperator<LimitConfig> change) {
      this.limits = Objects.requireNonNull(change.apply(limits), "limits");
      return this;
    }

    /**
     * Changes how dead workers are replaced.
     *
     * @param change as {@code r -> r.withLimit(10)}
     * @return this
     */
    public Builder restart(UnaryOperator<RestartConfig> change) {
      this.restart = Objects.requireNonNull(change.apply(restart), "restart");
      return this;
    }

    /**
     * Changes when healthy workers are replaced.
     *
     * @param change as {@code r -> r.withAfterCalls(1000)}
     * @return this
     */
    public Builder recycle(UnaryOperator<RecycleConfig> change) {
      this.recycle = Objects.requireNonNull(change.apply(recycle), "recycle");
      return this;
    }

    /**
     * Changes how idempotent calls are made again.
     *
     * @param change as {@code r -> r.withAttempts(5)}
     * @return this
     */
    public Builder retry(UnaryOperator<RetryConfig> change) {
      this.retry = Objects.requireNonNull(change.apply(retry), "retry");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the configuration
     */
    public PoolConfig build() {
      return new PoolConfig(this);
    }
  }
}
