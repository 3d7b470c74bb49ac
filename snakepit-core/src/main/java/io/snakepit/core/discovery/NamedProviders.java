package io.snakepit.core.discovery;

import io.snakepit.api.ConfigurationException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Providers of one kind, each under a name of its own. May be used by several threads. */
final class NamedProviders<T> {

  private final Service<T> service;
  private final Map<String, Provided<T>> byName = new ConcurrentSkipListMap<>();

  NamedProviders(Service<T> service) {
    this.service = service;
  }

  void register(T provider) {
    register(service.provided(provider));
  }

  void register(Provided<T> provided) {
    Provided<T> other = byName.putIfAbsent(provided.name(), provided);
    if (other != null && other.provider() != provided.provider()) {
      throw new ConfigurationException(
          "there are two "
              + service.kind()
              + "s named '"
              + provided.name()
              + "': "
              + other.origin().describe()
              + " and "
              + provided.origin().describe()
              + "; remove one of them");
    }
  }

  Optional<T> get(String name) {
    return Optional.ofNullable(byName.get(name)).map(Provided::provider);
  }

  /** In the order of their names. */
  Collection<Provided<T>> all() {
    return List.copyOf(byName.values());
  }

  Collection<String> names() {
    return List.copyOf(byName.keySet());
  }
}
