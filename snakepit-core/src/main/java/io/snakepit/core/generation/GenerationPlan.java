package io.snakepit.core.generation;

import io.snakepit.api.Capability;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.ToolInfo;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.template.WorkerProcesses;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerRuntime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A generation before its first worker has said hello. The first hello settles codec, capabilities
 * and tools for all. Later workers are offered that codec alone. Other tools than the first had are
 * told in the log, for a source has changed then, and what one worker can't do it refuses call by
 * call.
 */
public final class GenerationPlan {

  private static final Logger logger = LoggerFactory.getLogger(GenerationPlan.class);

  private final int number;
  private final String pool;
  private final PoolConfig config;
  private final Adapter adapter;
  private final String adapterName;
  private final Map<String, String> adapterOptions;
  private final String runtimeName;
  private final Set<Capability> runtimeCapabilities;
  private final WorkerProcesses processes;
  private final Codecs codecs;
  private volatile @Nullable Generation settled;
  private volatile String told = ""; // of the last worker's other tools

  public GenerationPlan(
      int number,
      String pool,
      PoolConfig config,
      Adapter adapter,
      Map<String, String> adapterOptions,
      WorkerRuntime runtime,
      WorkerProcesses processes,
      Codecs codecs) {
    this.number = number;
    this.pool = pool;
    this.config = config;
    this.adapter = adapter;
    this.adapterName = adapter.name();
    this.adapterOptions = adapterOptions;
    this.runtimeName = runtime.name();
    this.runtimeCapabilities = runtime.capabilities();
    this.processes = processes;
    this.codecs = codecs;
  }

  public int number() {
    return number;
  }

  public String pool() {
    return pool;
  }

  public PoolConfig config() {
    return config;
  }

  public Adapter adapter() {
    return adapter;
  }

  /** As it was when the adapter was chosen. */
  public String adapterName() {
    return adapterName;
  }

  Map<String, String> adapterOptions() {
    return adapterOptions;
  }

  /** Where its workers' processes come from. */
  WorkerProcesses processes() {
    return processes;
  }

  /** No more workers are started. */
  public void close() {
    processes.close();
  }

  /** The codecs to offer to the next worker: all that may be used, or the one that is settled. */
  List<String> codecNames() {
    Generation generation = settled;
    if (generation != null) {
      return List.of(generation.codec().name());
    }
    return config.codecs().isEmpty() ? codecs.names() : config.codecs();
  }

  /** How many calls the next worker is asked to run at once. */
  int concurrency() {
    return adapter.capabilities().contains(Capability.MULTIPLEXING)
            && runtimeCapabilities.contains(Capability.MULTIPLEXING)
        ? config.concurrency()
        : 1;
  }

  /** The generation, settled by the first worker that says hello. */
  public synchronized Generation settle(WorkerInfo info) {
    if (settled == null) {
      Generation generation =
          new Generation(
              number,
              adapterName,
              runtimeName,
              codecs.byName(info.codec()),
              effective(info),
              info.tools());
      if (config.concurrency() > 1 && !generation.can(Capability.MULTIPLEXING)) {
        logger.warn(
            "pool '{}' asks for concurrency {}, but {} runs one call at a time",
            pool,
            config.concurrency(),
            generation.describe());
      }
      settled = generation;
    }
    return settled;
  }

  /** Tells of a worker that has other tools than its generation, unless the last had the same. */
  void compare(String worker, List<ToolInfo> tools) {
    Generation generation = settled;
    if (generation == null) {
      return;
    }
    String differences = OtherTools.than(generation.tools(), tools);
    if (!differences.isEmpty() && !differences.equals(told)) {
      logger.warn(
          "worker {} has other tools than its generation, whose source has changed since: {}."
              + " Pool.reloadTools() gives all workers the same",
          worker,
          differences);
    }
    told = differences;
  }

  private Set<Capability> effective(WorkerInfo info) {
    Set<Capability> all = EnumSet.allOf(Capability.class);
    all.retainAll(adapter.capabilities());
    all.retainAll(runtimeCapabilities);
    all.retainAll(info.capabilities());
    return all;
  }
}
