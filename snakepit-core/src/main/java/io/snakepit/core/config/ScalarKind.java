package io.snakepit.core.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * One text, which may stand for something else.
 *
 * @param description in a few words with their article
 * @param parser makes the value, or nothing when the text doesn't fit
 * @param <T> what is made of it
 */
record ScalarKind<T>(String description, Function<String, Optional<T>> parser) implements Kind<T> {

  @Override
  public Optional<T> read(Node node, Problems problems) {
    Optional<T> parsed =
        node.shape() == Node.Shape.TEXT ? parser.apply(node.text()) : Optional.empty();
    if (parsed.isEmpty()) {
      problems.refuse(node, description);
    }
    return parsed;
  }
}
