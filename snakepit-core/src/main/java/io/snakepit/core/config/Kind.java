package io.snakepit.core.config;

import java.util.Optional;

/**
 * How the value of a key is written.
 *
 * @param <T> what is made of it
 */
interface Kind<T> {

  /** In a few words with their article, to end the sentence "must be". */
  String description();

  /** Reads a value; adds what is wrong with it to the problems and returns nothing then. */
  Optional<T> read(Node node, Problems problems);
}
