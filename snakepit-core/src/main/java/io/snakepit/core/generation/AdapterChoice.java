package io.snakepit.core.generation;

import io.snakepit.api.PoolConfig;
import java.util.Map;
import java.util.Optional;

/**
 * Which adapter a generation is to have.
 *
 * @param name empty for the best that can be used
 * @param options the adapter's options
 */
public record AdapterChoice(Optional<String> name, Map<String, String> options) {

  public AdapterChoice {
    options = Map.copyOf(options);
  }

  /** What the configuration says. */
  public static AdapterChoice configured(PoolConfig config) {
    return new AdapterChoice(config.adapter(), config.adapterOptions());
  }

  /** That of a generation. */
  public static AdapterChoice of(GenerationPlan plan) {
    return new AdapterChoice(Optional.of(plan.adapterName()), plan.adapterOptions());
  }
}
