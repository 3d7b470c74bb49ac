package io.snakepit.core.discovery;

import io.snakepit.spi.Adapter;
import java.util.Collection;

/** The adapters there are. May be used by several threads. */
public final class AdapterRegistry {

  private final NamedProviders<Adapter> adapters = new NamedProviders<>("adapter", Adapter::name);

  /**
   * Those that the service loader finds. One that can't be loaded is among them, as an adapter that
   * can't be used.
   *
   * @throws io.snakepit.api.ConfigurationException when two have one name
   */
  public static AdapterRegistry discovered() {
    return of(ServiceDiscovery.find(Adapter.class));
  }

  static AdapterRegistry of(ServiceDiscovery.Found<Adapter> found) {
    AdapterRegistry registry = new AdapterRegistry();
    found.providers().forEach(registry::register);
    found.broken().forEach(broken -> registry.register(new UnloadableAdapter(broken)));
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

  /** All of them, in the order of their names. */
  public Collection<Adapter> all() {
    return adapters.all();
  }
}
