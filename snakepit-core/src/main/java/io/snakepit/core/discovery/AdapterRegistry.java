package io.snakepit.core.discovery;

import io.snakepit.spi.Adapter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The adapters there are. May be used by several threads. */
public final class AdapterRegistry {

  private final NamedProviders<Adapter> adapters = new NamedProviders<>(Service.ADAPTERS);
  private final List<UnloadableAdapter> unloadable;

  private AdapterRegistry(List<UnloadableAdapter> unloadable) {
    this.unloadable = unloadable;
  }

  /**
   * Those that were found. One that can't be loaded is among them, as an adapter that can't be
   * used.
   *
   * @throws io.snakepit.api.ConfigurationException when two have one name
   */
  static AdapterRegistry of(Found<Adapter> found) {
    AdapterRegistry registry =
        new AdapterRegistry(found.broken().stream().map(UnloadableAdapter::new).toList());
    found.providers().forEach(registry.adapters::register);
    return registry;
  }

  /**
   * Adds one.
   *
   * @throws io.snakepit.api.ConfigurationException when its name is taken by another
   */
  public void register(Adapter adapter) {
    adapters.register(adapter);
  }

  Collection<Provided<Adapter>> provided() {
    return adapters.all();
  }

  /** All of them, in the order of their names; those that can't be loaded come last. */
  public Collection<Adapter> all() {
    return Stream.concat(adapters.all().stream().map(Provided::provider), unloadable.stream())
        .toList();
  }
}
