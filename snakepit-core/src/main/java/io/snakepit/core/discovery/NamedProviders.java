package io.snakepit.core.discovery;

import io.snakepit.api.ConfigurationException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/** Providers of one kind, each under a name of its own. May be used by several threads. */
final class NamedProviders<T> {

  private final String kind;
  private final Function<T, String> naming;
  private final Map<String, T> byName = new ConcurrentSkipListMap<>();

  /**
   * Creates an empty set.
   *
   * @param kind what they are, for messages
   */
  NamedProviders(String kind, Function<T, String> naming) {
    this.kind = kind;
    this.naming = naming;
  }

  void register(T provider) {
    String name = naming.apply(provider);
    T other = byName.putIfAbsent(name, provider);
    if (other != null && other != provider) {
      throw new ConfigurationException(
          "there are two "
              + kind
              + "s named '"
              + name
              + "': "
              + Origin.of(other.getClass())
              + " and "
              + Origin.of(provider.getClass())
              + "; take one of them off the class path");
    }
  }

  Optional<T> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** In the order of their names. */
  Collection<T> all() {
    return List.copyOf(byName.values());
  }

  Collection<String> names() {
    return List.copyOf(byName.keySet());
  }
}
