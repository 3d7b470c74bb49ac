package io.snakepit.core.discovery;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found of a service.
 *
 * @param providers those that can be used
 * @param broken what can't be loaded
 * @param <T> the service
 */
record Found<T>(List<Provided<T>> providers, List<Broken> broken) {

  /** Nothing yet. */
  Found() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  boolean isEmpty() {
    return providers.isEmpty() && broken.isEmpty();
  }

  void addAll(Found<T> other) {
    providers.addAll(other.providers);
    broken.addAll(other.broken);
  }
}
