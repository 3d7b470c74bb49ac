package io.snakepit.core;

import com.google.auto.service.AutoService;
import com.google.inject.Guice;
import com.google.inject.Stage;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitProvider;

/** Starts Snakepit for those who don't use Guice themselves. */
@AutoService(SnakepitProvider.class)
public final class CoreSnakepitProvider implements SnakepitProvider {

  @Override
  public Snakepit start(SnakepitConfig config) {
    return Guice.createInjector(Stage.DEVELOPMENT, new CoreModule(config))
        .getInstance(SnakepitFactory.class)
        .start();
  }
}
