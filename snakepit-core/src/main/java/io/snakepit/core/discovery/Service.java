package io.snakepit.core.discovery;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.PoolConfig;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.WorkerRuntime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of provider.
 *
 * @param type its interface
 * @param kind what people call it
 * @param naming gives a provider's name
 * @param <T> its interface
 */
record Service<T>(Class<T> type, String kind, Function<T, String> naming) {

  static final Service<Adapter> ADAPTERS = new Service<>(Adapter.class, "adapter", Adapter::name);

  static final Service<WorkerRuntime> RUNTIMES =
      new Service<>(WorkerRuntime.class, "runtime", WorkerRuntime::name);

  /** One that wasn't discovered, but is at hand. */
  Provided<T> provided(T provider) {
    @Nullable String name = naming.apply(provider); // it may come from code without our checks
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("the " + kind + " has no name");
    }
    try {
      PoolConfig.builder().adapter(name);
    } catch (ConfigurationException unfit) {
      throw new IllegalArgumentException(
          "no pool can ask for the " + kind + " '" + name + "': " + unfit.getMessage(), unfit);
    }
    return new Provided<>(provider, name, Origin.of(provider.getClass()));
  }
}
