package io.snakepit.core;

import com.google.auto.service.AutoService;
import com.google.inject.Guice;
import com.google.inject.Stage;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitProvider;
import io.snakepit.core.discovery.AdapterRegistry;
import io.snakepit.core.discovery.RuntimeRegistry;

/** Starts Snakepit for those who don't use Guice themselves. */
@AutoService(SnakepitProvider.class)
public final class CoreSnakepitProvider implements SnakepitProvider {

  @Override
  public Snakepit start(SnakepitConfig config) {
    return start(config, AdapterRegistry.discovered(), RuntimeRegistry.discovered());
  }

  /** Starts with these adapters and runtimes instead of those that are discovered. */
  static Snakepit start(SnakepitConfig config, AdapterRegistry adapters, RuntimeRegistry runtimes) {
    return Guice.createInjector(Stage.DEVELOPMENT, new CoreModule(config, adapters, runtimes))
        .getInstance(SnakepitFactory.class)
        .start();
  }
}
