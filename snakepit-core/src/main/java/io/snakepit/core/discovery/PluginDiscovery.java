package io.snakepit.core.discovery;

import io.snakepit.core.discovery.plugin.Plugin;
import io.snakepit.core.discovery.plugin.PluginFolder;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.WorkerRuntime;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the plugins of a folder provide.
 *
 * @param adapters their adapters
 * @param runtimes their runtimes
 * @param broken plugins of which not even that is known
 */
record PluginDiscovery(
    Found<Adapter> adapters, Found<WorkerRuntime> runtimes, List<Broken> broken) {

  private static final Logger logger = LoggerFactory.getLogger(PluginDiscovery.class);

  private static final String NOTHING =
      "its jars have no META-INF/services/"
          + Adapter.class.getName()
          + " and no META-INF/services/"
          + WorkerRuntime.class.getName();

  static PluginDiscovery of(PluginFolder folder) {
    PluginDiscovery discovery =
        new PluginDiscovery(new Found<>(), new Found<>(), new ArrayList<>());
    folder.broken().forEach(plugin -> discovery.broken.add(Broken.plugin(plugin)));
    folder.plugins().forEach(discovery::search);
    return discovery;
  }

  private void search(Plugin plugin) {
    Found<Adapter> itsAdapters = find(plugin, Service.ADAPTERS);
    Found<WorkerRuntime> itsRuntimes = find(plugin, Service.RUNTIMES);
    if (itsAdapters.isEmpty() && itsRuntimes.isEmpty()) {
      broken.add(Broken.plugin(new PluginFolder.Broken(plugin.place(), NOTHING)));
    }
    adapters.addAll(itsAdapters);
    runtimes.addAll(itsRuntimes);
  }

  private static <T> Found<T> find(Plugin plugin, Service<T> service) {
    Found<T> found = new Found<>();
    Found<T> bare = plugin.call(() -> ServiceDiscovery.find(service, plugin.loader()));
    for (Provided<T> provided : bare.providers()) {
      T provider = plugin.around(service.type(), provided.provider());
      found.providers().add(new Provided<>(provider, provided.name(), provided.origin()));
      logger.info(
          "plugin: {} '{}', {}", service.kind(), provided.name(), provided.origin().describe());
    }
    for (Broken one : bare.broken()) {
      found.broken().add(new Broken(one.what() + " of " + plugin, one.reason(), one.remedy()));
    }
    return found;
  }
}
