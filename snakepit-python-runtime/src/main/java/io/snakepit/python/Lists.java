package io.snakepit.python;

import java.util.ArrayList;
import java.util.List;

/** Joins lists: command lines are made of parts. */
final class Lists {

  private Lists() {}

  @SafeVarargs
  static <T> List<T> join(List<T>... parts) {
    List<T> all = new ArrayList<>();
    for (List<T> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }
}
