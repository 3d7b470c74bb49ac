package io.snakepit.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Snakepit} is made of. Immutable, and validated.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class SnakepitConfig {

  private final Map<String, PoolConfig> pools;
  private final Map<String, HostTool> hostTools;
  private final List<SnakepitListener> listeners;
  private final @Nullable Executor executor;
  private final @Nullable Executor hostToolExecutor;
  private final @Nullable Path workDirectory;
  private final @Nullable Path plugins;
  private final boolean shutdownHook;

  private SnakepitConfig(Builder builder) {
    this.pools = Collections.unmodifiableMap(new LinkedHashMap<>(builder.pools));
    this.hostTools = Collections.unmodifiableMap(new LinkedHashMap<>(builder.hostTools));
    this.listeners = List.copyOf(builder.listeners);
    this.executor = builder.executor;
    this.hostToolExecutor = builder.hostToolExecutor;
    this.workDirectory = builder.workDirectory;
    this.plugins = builder.plugins;
    this.shutdownHook = builder.shutdownHook;
  }

  /**
   * Begins a configuration.
   *
   * @return a builder without pools
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a configuration file: HOCON, of which JSON is a part. Every option that isn't an object
   * of the application's (an executor, a host tool, a listener) has a key there;
   * docs/configuration.md lists them. What must come from code is added with {@link #toBuilder()}.
   *
   * @param file the file, in UTF-8
   * @return what it says
   * @throws ConfigurationException listing everything that can't be right, each with file, line and
   *     key; also when the file can't be read
   * @throws UnavailableException when snakepit-core, which reads it, isn't on the class path
   */
  public static SnakepitConfig load(Path file) {
    return SnakepitProvider.load().read(file);
  }

  /**
   * Begins a changed copy.
   *
   * @return a builder with everything that this configuration has
   */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * The pools.
   *
   * @return name to configuration, in the order they were added
   * @see Builder#pool(String, PoolConfig)
   */
  public Map<String, PoolConfig> pools() {
    return pools;
  }

  /**
   * Host tools that are there from the start.
   *
   * @return name to function
   * @see Builder#hostTool(String, HostTool)
   */
  public Map<String, HostTool> hostTools() {
    return hostTools;
  }

  /**
   * Who is told what happens in the pools.
   *
   * @return in the order in which they were added; can't be changed
   * @see Builder#listener(SnakepitListener)
   */
  public List<SnakepitListener> listeners() {
    return listeners;
  }

  /**
   * Where user code runs: dependents of futures, subscribers, listeners.
   *
   * @return empty for a pool of Snakepit's own, with as many threads as the JVM has processors, at
   *     least 4
   * @see Builder#executor(Executor)
   */
  public Optional<Executor> executor() {
    return Optional.ofNullable(executor);
  }

  /**
   * Where host tools and {@linkplain Session#onRestore restore steps} run.
   *
   * @return empty for a pool of Snakepit's own, with up to 256 threads and no queue: what comes
   *     while all are busy fails in the worker
   * @see Builder#hostToolExecutor(Executor)
   */
  public Optional<Executor> hostToolExecutor() {
    return Optional.ofNullable(hostToolExecutor);
  }

  /**
   * Where sockets and other short-lived private files go.
   *
   * @return empty for the system's temporary directory
   * @see Builder#workDirectory(Path)
   */
  public Optional<Path> workDirectory() {
    return Optional.ofNullable(workDirectory);
  }

  /**
   * Where adapters and runtimes are looked for beside the class path.
   *
   * @return empty for the class path alone
   * @see Builder#plugins(Path)
   */
  public Optional<Path> plugins() {
    return Optional.ofNullable(plugins);
  }

  /**
   * Whether the JVM's shutdown closes this Snakepit.
   *
   * @return true by default
   * @see Builder#shutdownHook(boolean)
   */
  public boolean shutdownHook() {
    return shutdownHook;
  }

  /** Its pools and folders, for logs; of options the keys alone, for a value may be a secret. */
  @Override
  public String toString() {
    return ConfigText.of(this);
  }

  /**
   * Builds a {@link SnakepitConfig}. Not safe for use by several threads.
   *
   * @since 0.1.0
   */
  @API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
  public static final class Builder {

    private final Map<String, PoolConfig> pools = new LinkedHashMap<>();
    private final Map<String, HostTool> hostTools = new LinkedHashMap<>();
    private final List<SnakepitListener> listeners = new ArrayList<>();
    private @Nullable Executor executor;
    private @Nullable Executor hostToolExecutor;
    private @Nullable Path workDirectory;
    private @Nullable Path plugins;
    private boolean shutdownHook = true;

    private Builder() {}

    private Builder(SnakepitConfig config) {
      this.pools.putAll(config.pools);
      this.hostTools.putAll(config.hostTools);
      this.listeners.addAll(config.listeners);
      this.executor = config.executor;
      this.hostToolExecutor = config.hostToolExecutor;
      this.workDirectory = config.workDirectory;
      this.plugins = config.plugins;
      this.shutdownHook = config.shutdownHook;
    }

    /**
     * Adds a pool.
     *
     * @param name its name, not taken yet
     * @param config what it is made of
     * @return this
     * @throws ConfigurationException when the name is taken or not allowed
     */
    public Builder pool(String name, PoolConfig config) {
      Objects.requireNonNull(config, "config");
      if (pools.putIfAbsent(Check.name("pool name", name), config) != null) {
        throw new ConfigurationException("there is already a pool named '" + name + "'");
      }
      return this;
    }

    /**
     * Adds a pool.
     *
     * @param name its name, not taken yet
     * @param configure sets it up
     * @return this
     * @throws ConfigurationException when the name is taken or not allowed
     */
    public Builder pool(String name, Consumer<PoolConfig.Builder> configure) {
      PoolConfig.Builder builder = PoolConfig.builder();
      configure.accept(builder);
      return pool(name, builder.build());
    }

    /**
     * Changes a pool that is there already, as one that was read from a file.
     *
     * @param name its name
     * @param change as {@code p -> p.workers(8)}; gets a builder with everything the pool has
     * @return this
     * @throws ConfigurationException when there is no such pool
     */
    public Builder changePool(String name, Consumer<PoolConfig.Builder> change) {
      PoolConfig.Builder builder = requirePool(name).toBuilder();
      change.accept(builder);
      pools.put(name, builder.build());
      return this;
    }

    /**
     * Takes out a pool that is there already.
     *
     * @param name its name
     * @return this
     * @throws ConfigurationException when there is no such pool
     */
    public Builder removePool(String name) {
      requirePool(name);
      pools.remove(name);
      return this;
    }

    private PoolConfig requirePool(String name) {
      PoolConfig pool = pools.get(name);
      if (pool == null) {
        throw new ConfigurationException(
            "there is no pool named '" + name + "' among " + pools.keySet());
      }
      return pool;
    }

    /**
     * Adds a host tool that is there from the start.
     *
     * @param name a non-empty name not beginning with {@code $}
     * @param tool the function
     * @return this
     * @throws ConfigurationException when the name is taken or not allowed
     */
    public Builder hostTool(String name, HostTool tool) {
      Objects.requireNonNull(tool, "tool");
      if (hostTools.putIfAbsent(Check.hostTool(name), tool) != null) {
        throw new ConfigurationException("there is already a host tool named '" + name + "'");
      }
      return this;
    }

    /**
     * Adds who is told what happens in all pools, beside those added before.
     *
     * @param listener is called by several threads at once
     * @return this
     */
    public Builder listener(SnakepitListener listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * Sets where user code runs: dependents of futures, subscribers, listeners. It is not shut down
     * by Snakepit. A task that it rejects runs on a thread of Snakepit's own instead, so that no
     * outcome is lost. Left out, a few threads of Snakepit's own do; while code holds up all of
     * them for a second or more, they become more, up to 256.
     *
     * @param executor the executor. One that runs tasks on the thread which hands them over, as
     *     {@code Runnable::run}, has them run where workers are read from: code that waits for a
     *     call there waits until its deadline
     * @return this
     */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /**
     * Sets where host tools and {@linkplain Session#onRestore restore steps} run. It is not shut
     * down by Snakepit. A host call that it rejects fails with a clear error in the worker; the
     * calls of a session whose steps it rejects fail with {@link ErrorCode#SESSION_LOST}.
     *
     * @param executor the executor; its threads may be blocked by nested calls, so they must be its
     *     own, not those which hand tasks over
     * @return this
     */
    public Builder hostToolExecutor(Executor executor) {
      this.hostToolExecutor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /**
     * Sets where sockets and other short-lived private files go. Where they can't be made there,
     * the system's temporary folder takes them, and a warning in the log names the reason.
     *
     * @param directory a folder, made if it isn't there, with a path short enough for a Unix socket
     *     inside: at most 36 bytes
     * @return this
     */
    public Builder workDirectory(Path directory) {
      this.workDirectory = Objects.requireNonNull(directory, "directory");
      return this;
    }

    /**
     * Sets a folder of plugins: adapters and runtimes that others wrote. Each jar directly in it,
     * and each folder of jars directly in it, is a plugin with a class loader of its own, which
     * sees of the application only this API and slf4j. So plugins can't get in each other's or the
     * application's way with the libraries that they bring. What they provide is chosen from
     * together with what is on the class path. A plugin that can't be loaded doesn't keep Snakepit
     * from starting. The folder is read when Snakepit starts.
     *
     * @param folder a folder; one that doesn't exist is a {@link ConfigurationException} at start
     * @return this
     */
    public Builder plugins(Path folder) {
      this.plugins = Objects.requireNonNull(folder, "folder");
      return this;
    }

    /**
     * Switches the JVM shutdown hook on or off. Without it, workers still end when the JVM is gone.
     *
     * @param enabled whether the JVM's shutdown closes this Snakepit
     * @return this
     */
    public Builder shutdownHook(boolean enabled) {
      this.shutdownHook = enabled;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the configuration
     * @throws ConfigurationException when there is no pool
     */
    public SnakepitConfig build() {
      if (pools.isEmpty()) {
        throw new ConfigurationException(
            "no pool is configured; add one, named '"
                + Snakepit.DEFAULT_POOL
                + "' if it is the only one");
      }
      return new SnakepitConfig(this);
    }

    /**
     * Builds the value and starts it.
     *
     * @return the running Snakepit
     * @see Snakepit#start(SnakepitConfig)
     */
    public Snakepit start() {
      return Snakepit.start(build());
    }
  }
}
