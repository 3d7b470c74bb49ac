package io.snakepit.core.config;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An option that a file may set.
 *
 * @param key its key, with dots where it is in a group
 * @param kind how its value is written
 * @param setter hands the value to a builder, which may refuse it
 * @param <B> the builder
 * @param <T> the value
 */
record Property<B, T>(String key, Kind<T> kind, BiConsumer<B, T> setter) {

  /** What to do with a builder to set the option; nothing when the value can't be read. */
  Optional<Consumer<B>> read(Node node, Problems problems) {
    return kind.read(node, problems).map(value -> builder -> setter.accept(builder, value));
  }
}
