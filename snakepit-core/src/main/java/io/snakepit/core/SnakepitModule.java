package io.snakepit.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Names;
import io.snakepit.api.HostTools;
import io.snakepit.api.Pool;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Binds {@link Snakepit}, {@link HostTools} and each configured {@link Pool} by {@code @Named} for
 * applications that use Guice. Snakepit starts when it is first injected, and what a start throws
 * is the cause of Guice's {@code ProvisionException}; in {@code Stage.PRODUCTION} it starts when
 * the injector is made, and that is a {@code CreationException}. Closing it is the application's to
 * do (or the shutdown hook's).
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class SnakepitModule extends AbstractModule {

  private final SnakepitConfig config;

  /**
   * Creates the module.
   *
   * @param config what to start
   */
  public SnakepitModule(SnakepitConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  protected void configure() {
    Provider<Snakepit> snakepit = getProvider(Snakepit.class);
    for (String name : config.pools().keySet()) {
      bind(Pool.class).annotatedWith(Names.named(name)).toProvider(() -> snakepit.get().pool(name));
    }
  }

  @Provides
  @Singleton
  Snakepit snakepit() {
    return Snakepit.start(config);
  }

  @Provides
  HostTools hostTools(Snakepit snakepit) {
    return snakepit.hostTools();
  }
}
