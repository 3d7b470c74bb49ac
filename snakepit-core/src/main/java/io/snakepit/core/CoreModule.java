package io.snakepit.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.discovery.DiscoveredProviders;
import io.snakepit.core.generation.GenerationFactory;
import io.snakepit.core.host.HostToolInvoker;
import io.snakepit.core.host.HostToolRegistry;
import io.snakepit.core.pool.WorkerStarter;
import io.snakepit.core.process.LocalProcessLauncher;
import io.snakepit.core.process.PrivateDirectories;
import io.snakepit.core.process.ProcessLauncher;
import io.snakepit.core.time.SystemTimer;
import io.snakepit.core.time.Timer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the parts of one Snakepit. */
final class CoreModule extends AbstractModule {

  private static final Logger logger = LoggerFactory.getLogger(CoreModule.class);

  private final SnakepitConfig config;
  private final DiscoveredProviders providers;
  private final List<AutoCloseable> made = new ArrayList<>();

  CoreModule(SnakepitConfig config, DiscoveredProviders providers) {
    this.config = config;
    this.providers = providers;
  }

  /** Closes what was made of a Snakepit that can't be put together. */
  void abandon() {
    Collections.reverse(made);
    made.add(providers);
    for (AutoCloseable part : made) {
      try {
        part.close();
      } catch (Exception failure) {
        logger.warn("closing {} failed", part, failure);
      }
    }
  }

  private <T extends AutoCloseable> T made(T part) {
    made.add(part);
    return part;
  }

  @Override
  protected void configure() {
    bind(SnakepitConfig.class).toInstance(config);
    bind(DiscoveredProviders.class).toInstance(providers);
    bind(Timer.class).to(SystemTimer.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  SystemTimer timer() {
    return made(new SystemTimer());
  }

  @Provides
  @Singleton
  ProcessLauncher launcher() {
    return made(new LocalProcessLauncher());
  }

  @Provides
  @Singleton
  PrivateDirectories privateDirectories() {
    return made(new PrivateDirectories(config.workDirectory()));
  }

  @Provides
  @Singleton
  Codecs codecs() {
    return Codecs.discovered();
  }

  @Provides
  @Singleton
  GenerationFactory generations(
      Codecs codecs, ProcessLauncher launcher, AdapterThreads adapterThreads, Timer timer) {
    return new GenerationFactory(
        providers.adapterRegistry(),
        providers.runtimeRegistry(),
        codecs,
        launcher,
        adapterThreads,
        timer);
  }

  @Provides
  @Singleton
  AdapterThreads adapterThreads() {
    return made(new AdapterThreads());
  }

  @Provides
  @Singleton
  WorkerStarter starter(
      PrivateDirectories directories,
      Codecs codecs,
      Timer timer,
      UserExecutors executors,
      AdapterThreads adapterThreads) {
    return made(
        new WorkerStarter(directories, codecs, timer, executors.completions(), adapterThreads));
  }

  @Provides
  @Singleton
  HostToolRegistry hostTools() {
    HostToolRegistry registry = new HostToolRegistry();
    config.hostTools().forEach(registry::register);
    return registry;
  }

  @Provides
  @Singleton
  UserExecutors executors(Timer timer) {
    return made(new UserExecutors(config, timer));
  }

  @Provides
  @Singleton
  HostToolInvoker invoker(HostToolRegistry tools, UserExecutors executors, Timer timer) {
    return new HostToolInvoker(tools, executors.hostTools(), timer);
  }
}
