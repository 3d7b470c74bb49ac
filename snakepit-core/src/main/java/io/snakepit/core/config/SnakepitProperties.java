package io.snakepit.core.config;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitConfig;
import java.util.List;
import java.util.Map;

/** The options of a Snakepit as a whole. Executors and host tools are objects, and not here. */
final class SnakepitProperties {

  static final List<Property<SnakepitConfig.Builder, ?>> ALL =
      List.of(
          new Property<>("pools", new PoolsKind(), SnakepitProperties::addPools),
          new Property<>("work-directory", Scalars.PATH, SnakepitConfig.Builder::workDirectory),
          new Property<>("plugins", Scalars.PATH, SnakepitConfig.Builder::plugins),
          new Property<>("shutdown-hook", Scalars.FLAG, SnakepitConfig.Builder::shutdownHook));

  private SnakepitProperties() {}

  private static void addPools(SnakepitConfig.Builder builder, Map<String, PoolConfig> pools) {
    pools.forEach(builder::pool);
  }
}
