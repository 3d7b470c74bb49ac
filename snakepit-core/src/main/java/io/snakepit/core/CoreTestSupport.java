package io.snakepit.core;

import com.google.auto.service.AutoService;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.discovery.DiscoveredProviders;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Payload;
import io.snakepit.spi.TestSupport;
import io.snakepit.spi.WorkerRuntime;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Serves test kits: the same pools and values as applications have. */
@AutoService(TestSupport.class)
public final class CoreTestSupport implements TestSupport {

  private final Codec codec = Codecs.discovered().plain();

  @Override
  public Snakepit start(
      SnakepitConfig config,
      Collection<? extends Adapter> adapters,
      Collection<? extends WorkerRuntime> runtimes) {
    DiscoveredProviders providers = DiscoveredProviders.find(config.plugins());
    adapters.forEach(providers.adapterRegistry()::register);
    runtimes.forEach(providers.runtimeRegistry()::register);
    return CoreSnakepitProvider.start(config, providers);
  }

  @Override
  public Payload encode(@Nullable Object value) {
    return codec.encode(value, "result");
  }

  @Override
  public @Nullable Object decode(Payload payload) {
    return codec.decode(payload);
  }
}
