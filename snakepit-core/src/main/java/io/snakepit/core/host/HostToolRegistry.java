package io.snakepit.core.host;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.HostTool;
import io.snakepit.api.HostTools;
import io.snakepit.api.SnakepitConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The host tools of one Snakepit. */
public final class HostToolRegistry implements HostTools {

  private final Map<String, HostTool> tools = new ConcurrentHashMap<>();

  @Override
  public HostTools register(String name, HostTool tool) {
    SnakepitConfig.builder().hostTool(name, tool); // which names are allowed is said there
    if (tools.putIfAbsent(name, tool) != null) {
      throw new ConfigurationException(
          "there is already a host tool named '" + name + "'; unregister that first");
    }
    return this;
  }

  @Override
  public boolean unregister(String name) {
    return tools.remove(name) != null;
  }

  @Override
  public Set<String> names() {
    return new TreeSet<>(tools.keySet());
  }

  @Nullable HostTool find(String name) {
    return tools.get(name);
  }
}
