package io.snakepit.core.config;

import io.snakepit.api.PoolConfig;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Options of a pool that belong together, and are a value of their own in the API.
 *
 * @param name the group's key
 * @param access changes the group's value in a builder
 * @param <G> that value
 */
record PropertyGroup<G>(String name, BiConsumer<PoolConfig.Builder, UnaryOperator<G>> access) {

  /**
   * An option of the group.
   *
   * @param change makes the changed copy of the group's value
   */
  <T> Property<PoolConfig.Builder, T> property(
      String key, Kind<T> kind, BiFunction<G, T, G> change) {
    return new Property<>(
        name + "." + key,
        kind,
        (builder, value) -> access.accept(builder, group -> change.apply(group, value)));
  }
}
