package io.snakepit.cli;

import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.cli.error.UsageException;
import io.snakepit.cli.pool.OnePool;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a configuration file says, before the command line says otherwise. */
final class ConfigOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A configuration file; options of the command line go before what it says.")
  private @Nullable Path file;

  @Option(
      names = "--pool",
      paramLabel = "NAME",
      description =
          "Which pool of that file; left out: the only one, or '"
              + Snakepit.DEFAULT_POOL
              + "', and for doctor all.")
  private @Nullable String pool;

  /** Whether there is a file. */
  boolean isGiven() {
    return file != null;
  }

  /** The file's configuration with the pools that were asked for; nothing without a file. */
  Optional<SnakepitConfig> pools() {
    if (file == null) {
      if (pool != null) {
        throw new UsageException("--pool chooses among the pools of a file: --config is missing");
      }
      return Optional.empty();
    }
    if (file.toString().isEmpty()) { // of a variable that isn't set
      throw new UsageException("--config names no file");
    }
    SnakepitConfig config = SnakepitConfig.load(file);
    return Optional.of(pool == null ? config : only(config, pool));
  }

  /** The file's configuration with one pool; one with a default pool without a file. */
  SnakepitConfig onePool() {
    return pools()
        .map(config -> only(config, usual(config.pools().keySet())))
        .orElseGet(ConfigOptions::unconfigured);
  }

  /** A configuration with a default pool as it is when nothing is said. */
  static SnakepitConfig unconfigured() {
    return SnakepitConfig.builder().pool(Snakepit.DEFAULT_POOL, pool -> {}).build();
  }

  private static String usual(Set<String> pools) {
    if (pools.size() == 1) {
      return pools.iterator().next();
    }
    if (pools.contains(Snakepit.DEFAULT_POOL)) {
      return Snakepit.DEFAULT_POOL;
    }
    throw new UsageException("choose one with --pool: the file has " + names(pools));
  }

  private static SnakepitConfig only(SnakepitConfig config, String pool) {
    Set<String> pools = config.pools().keySet();
    if (!pools.contains(pool)) {
      throw new UsageException("there is no pool '" + pool + "'; the file has " + names(pools));
    }
    return OnePool.of(config, pool).build();
  }

  private static String names(Set<String> pools) {
    return String.join(", ", pools);
  }
}
