package io.snakepit.core.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where an option belongs that somebody wrote where it is none. */
final class MisplacedKeys {

  private MisplacedKeys() {}

  /**
   * The keys that end in a name, however its words are joined; or are that name, written as one.
   */
  static List<String> keysOf(String name, Collection<String> keys) {
    String wanted = spelt(name);
    return keys.stream()
        .filter(key -> key.equals(wanted) || key.endsWith("." + wanted))
        .sorted()
        .toList();
  }

  /** Says of what stands at the top of a file that it belongs to a pool, when it does. */
  static Optional<String> inPool(String name) {
    String wanted = spelt(name);
    return PoolProperties.ALL.stream()
        .map(Property::key)
        .filter(key -> key.equals(wanted) || key.startsWith(wanted + "."))
        .findFirst()
        .map(key -> "it belongs to a pool, as pools.default." + wanted);
  }

  /** Says of what stands in a pool that it belongs beside the pools, when it does. */
  static Optional<String> besidePools(String name) {
    return SnakepitProperties.ALL.stream()
        .map(Property::key)
        .filter(spelt(name)::equals)
        .findFirst()
        .map(key -> "it belongs outside of the pools, as " + key);
  }

  /** As keys are spelt: {@code streamIdle} and {@code stream_idle} are {@code stream-idle}. */
  private static String spelt(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
