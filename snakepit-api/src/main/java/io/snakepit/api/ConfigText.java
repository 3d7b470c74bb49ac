package io.snakepit.api;

import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Configurations for logs, in short. Of options and variables the keys: a value may be a secret.
 */
final class ConfigText {

  private ConfigText() {}

  static String of(SnakepitConfig config) {
    String pools =
        config.pools().entrySet().stream()
            .map(pool -> pool.getKey() + "=" + of(pool.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    StringJoiner text = new StringJoiner(", ", "SnakepitConfig[", "]").add("pools=" + pools);
    addKeys(text, "hostTools", config.hostTools());
    config.workDirectory().ifPresent(folder -> text.add("workDirectory=" + folder));
    config.plugins().ifPresent(folder -> text.add("plugins=" + folder));
    return text.toString();
  }

  private static String of(PoolConfig pool) {
    StringJoiner text = new StringJoiner(", ", "[", "]").add("runtime=" + pool.runtime());
    pool.adapter().ifPresent(adapter -> text.add("adapter=" + adapter));
    add(text, "tools", pool.tools());
    text.add("workers=" + pool.workers());
    addKeys(text, "environment", pool.environment());
    addKeys(text, "adapterOptions", pool.adapterOptions());
    addKeys(text, "runtimeOptions", pool.runtimeOptions());
    return text.toString();
  }

  private static void addKeys(StringJoiner text, String name, Map<String, ?> options) {
    add(text, name, new TreeSet<>(options.keySet()));
  }

  private static void add(StringJoiner text, String name, Collection<String> values) {
    if (!values.isEmpty()) {
      text.add(name + "=" + values);
    }
  }
}
