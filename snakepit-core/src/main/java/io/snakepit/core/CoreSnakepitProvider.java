package io.snakepit.core;

import com.google.auto.service.AutoService;
import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitProvider;
import io.snakepit.core.config.ConfigFile;
import io.snakepit.core.discovery.DiscoveredProviders;
import java.nio.file.Path;

/** Starts Snakepit for those who don't use Guice themselves. */
@AutoService(SnakepitProvider.class)
public final class CoreSnakepitProvider implements SnakepitProvider {

  @Override
  public Snakepit start(SnakepitConfig config) {
    return start(config, DiscoveredProviders.find(config.plugins()));
  }

  @Override
  public SnakepitConfig read(Path file) {
    return ConfigFile.read(file);
  }

  /** Starts with what was found, which it closes in the end. */
  static Snakepit start(SnakepitConfig config, DiscoveredProviders providers) {
    CoreModule module = new CoreModule(config, providers);
    SnakepitFactory factory;
    try {
      factory = Guice.createInjector(Stage.DEVELOPMENT, module).getInstance(SnakepitFactory.class);
    } catch (ProvisionException failure) {
      module.abandon();
      throw reason(failure);
    }
    return factory.start();
  }

  /** How it is wired is nobody's concern. */
  private static RuntimeException reason(ProvisionException wrapped) {
    if (wrapped.getCause() instanceof Error error) {
      throw error;
    }
    return wrapped.getCause() instanceof RuntimeException reason ? reason : wrapped;
  }
}
