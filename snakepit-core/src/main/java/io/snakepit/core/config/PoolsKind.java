package io.snakepit.core.config;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pools, by name. */
record PoolsKind() implements Kind<Map<String, PoolConfig>> {

  @Override
  public String description() {
    return "a group of pools by name";
  }

  @Override
  public Optional<Map<String, PoolConfig>> read(Node node, Problems problems) {
    if (node.shape() != Node.Shape.GROUP) {
      problems.refuse(node, description());
      return Optional.empty();
    }
    GroupReader<PoolConfig.Builder> reader =
        new GroupReader<>(PoolProperties.ALL, MisplacedKeys::besidePools, problems);
    Map<String, PoolConfig> pools = new LinkedHashMap<>();
    for (Node pool : node.members()) {
      if (isOption(pool)) {
        problems.add(pool, "lacks the name of its pool, as pools.default." + pool.name());
      } else if (pool.shape() != Node.Shape.NOTHING) {
        PoolConfig.Builder builder = PoolConfig.builder();
        reader.read(pool, builder);
        if (hasGoodName(pool, problems)) {
          pools.put(pool.name(), builder.build());
        }
      }
    }
    return Optional.of(pools);
  }

  /** A pool may have the name of an option, but is a group; and so may an option be. */
  private static boolean isOption(Node pool) {
    boolean isValue = pool.shape() == Node.Shape.TEXT || pool.shape() == Node.Shape.LIST;
    return isValue && MisplacedKeys.inPool(pool.name()).isPresent();
  }

  private static boolean hasGoodName(Node pool, Problems problems) {
    try {
      SnakepitConfig.builder().pool(pool.name(), PoolConfig.builder().build());
      return true;
    } catch (ConfigurationException refused) {
      problems.add(pool, "can't be: " + refused.getMessage());
      return false;
    }
  }
}
