package io.snakepit.core.generation;

import io.snakepit.api.Capability;
import io.snakepit.api.ToolInfo;
import io.snakepit.core.codec.Codec;
import java.util.List;
import java.util.Set;

/**
 * What all workers of a pool have in common, from the first hello on: adapter, runtime, tools,
 * codec and effective capabilities.
 *
 * @param number from 1, counted in its pool
 * @param adapter its name
 * @param runtime its name
 */
public record Generation(
    int number,
    String adapter,
    String runtime,
    Codec codec,
    Set<Capability> capabilities,
    List<ToolInfo> tools) {

  public Generation {
    capabilities = Set.copyOf(capabilities);
    tools = List.copyOf(tools);
  }

  public boolean can(Capability capability) {
    return capabilities.contains(capability);
  }

  /** Who lacks a capability, for messages. */
  public String describe() {
    return "adapter '" + adapter + "' with runtime '" + runtime + "'";
  }
}
