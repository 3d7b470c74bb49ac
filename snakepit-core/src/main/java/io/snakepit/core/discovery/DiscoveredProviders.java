package io.snakepit.core.discovery;

import io.snakepit.api.ConfigurationException;
import io.snakepit.core.discovery.plugin.Plugin;
import io.snakepit.core.discovery.plugin.PluginFolder;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Inventory;
import io.snakepit.spi.WorkerRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The adapters and runtimes of the class path and of a plugin folder, which it keeps open. */
public final class DiscoveredProviders implements Inventory {

  private static final Logger logger = LoggerFactory.getLogger(DiscoveredProviders.class);

  private final AdapterRegistry adapters;
  private final RuntimeRegistry runtimes;
  private final Set<Broken> broken;
  private final List<Plugin> plugins;

  private DiscoveredProviders(
      AdapterRegistry adapters,
      RuntimeRegistry runtimes,
      Collection<Broken> broken,
      List<Plugin> plugins) {
    this.adapters = adapters;
    this.runtimes = runtimes;
    this.broken = new LinkedHashSet<>(broken);
    this.plugins = plugins;
  }

  /**
   * Finds them. What can't be loaded is logged, and named by the errors of a choice that misses it.
   *
   * @param folder the plugin folder, if any
   * @throws ConfigurationException when it can't be read, or two providers have one name
   */
  public static DiscoveredProviders find(Optional<Path> folder) {
    PluginFolder plugins =
        folder
            .map(it -> PluginFolder.open(it, DiscoveredProviders.class.getClassLoader()))
            .orElse(new PluginFolder(List.of(), List.of()));
    try {
      return find(plugins);
    } catch (RuntimeException | Error failure) {
      close(plugins.plugins());
      throw failure;
    }
  }

  private static DiscoveredProviders find(PluginFolder folder) {
    PluginDiscovery plugins = PluginDiscovery.of(folder);
    Found<Adapter> adapters = ServiceDiscovery.find(Service.ADAPTERS);
    adapters.addAll(plugins.adapters());
    Found<WorkerRuntime> runtimes = ServiceDiscovery.find(Service.RUNTIMES);
    runtimes.addAll(plugins.runtimes());
    // nobody knows what such a plugin would have provided
    adapters.broken().addAll(plugins.broken());
    runtimes.broken().addAll(plugins.broken());
    Set<Broken> broken = new LinkedHashSet<>(adapters.broken());
    broken.addAll(runtimes.broken());
    broken.forEach(one -> logger.warn("{}", one.describe()));
    return new DiscoveredProviders(
        AdapterRegistry.of(adapters), RuntimeRegistry.of(runtimes), broken, folder.plugins());
  }

  /** The adapters to choose from. */
  public AdapterRegistry adapterRegistry() {
    return adapters;
  }

  /** The runtimes to choose from. */
  public RuntimeRegistry runtimeRegistry() {
    return runtimes;
  }

  @Override
  public List<Item<Adapter>> adapters() {
    return items(adapters.provided());
  }

  @Override
  public List<Item<WorkerRuntime>> runtimes() {
    return items(runtimes.provided());
  }

  @Override
  public List<Unloadable> unloadable() {
    return broken.stream()
        .map(one -> new Unloadable(one.what(), one.reason(), one.remedy()))
        .toList();
  }

  @Override
  public void close() {
    close(plugins);
  }

  private static void close(List<Plugin> plugins) {
    for (Plugin plugin : plugins) {
      try {
        plugin.close();
      } catch (IOException failure) {
        logger.warn("closing {} failed", plugin, failure);
      }
    }
  }

  private static <T> List<Item<T>> items(Collection<Provided<T>> all) {
    return all.stream()
        .map(one -> new Item<>(one.provider(), one.origin().version(), one.origin().place()))
        .toList();
  }
}
