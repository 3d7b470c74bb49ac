package io.snakepit.core;

import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.core.discovery.DiscoveredProviders;
import io.snakepit.core.generation.GenerationFactory;
import io.snakepit.core.host.HostToolInvoker;
import io.snakepit.core.host.HostToolRegistry;
import io.snakepit.core.management.PoolManagement;
import io.snakepit.core.pool.DefaultPool;
import io.snakepit.core.pool.WorkerStarter;
import io.snakepit.core.process.PrivateDirectories;
import io.snakepit.core.process.ProcessLauncher;
import io.snakepit.core.time.Timer;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts the configured pools; when one can't start, those that did are closed again. */
final class SnakepitFactory {

  private final SnakepitConfig config;
  private final GenerationFactory generations;
  private final WorkerStarter starter;
  private final HostToolInvoker invoker;
  private final HostToolRegistry hostTools;
  private final UserExecutors executors;
  private final AdapterThreads adapterThreads;
  private final ProcessLauncher launcher;
  private final PrivateDirectories directories;
  private final Timer timer;
  private final DiscoveredProviders providers;

  @Inject
  SnakepitFactory(
      SnakepitConfig config,
      GenerationFactory generations,
      WorkerStarter starter,
      HostToolInvoker invoker,
      HostToolRegistry hostTools,
      UserExecutors executors,
      AdapterThreads adapterThreads,
      ProcessLauncher launcher,
      PrivateDirectories directories,
      Timer timer,
      DiscoveredProviders providers) {
    this.config = config;
    this.generations = generations;
    this.starter = starter;
    this.invoker = invoker;
    this.hostTools = hostTools;
    this.executors = executors;
    this.adapterThreads = adapterThreads;
    this.launcher = launcher;
    this.directories = directories;
    this.timer = timer;
    this.providers = providers;
  }

  Snakepit start() {
    Map<String, DefaultPool> pools = new LinkedHashMap<>();
    PoolManagement management = new PoolManagement();
    DefaultSnakepit snakepit = new DefaultSnakepit(pools, hostTools, shared(management));
    try {
      putTogether(pools);
      new PoolStarts(pools).await();
      management.show(pools.values());
    } catch (RuntimeException | Error failure) {
      snakepit.close();
      throw failure;
    }
    if (config.shutdownHook()) {
      snakepit.closeAtShutdown();
    }
    return snakepit;
  }

  private void putTogether(Map<String, DefaultPool> pools) {
    config
        .pools()
        .forEach(
            (name, poolConfig) ->
                pools.put(
                    name,
                    new DefaultPool(
                        name,
                        poolConfig,
                        generations,
                        starter,
                        invoker,
                        timer,
                        executors.completions(),
                        config.listeners())));
  }

  /** What the pools share, in the order in which it is closed after them. */
  private List<AutoCloseable> shared(PoolManagement management) {
    List<AutoCloseable> parts = new ArrayList<>();
    parts.add(management);
    parts.add(starter); // before what its adapters use
    parts.add(executors);
    parts.add(launcher);
    parts.add(directories);
    parts.add(adapterThreads);
    parts.add(timer);
    parts.add(providers);
    return parts;
  }
}
