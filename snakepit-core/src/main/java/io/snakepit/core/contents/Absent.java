package io.snakepit.core.contents;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields that a message may leave out. */
final class Absent {

  private Absent() {}

  /** The members that are there, of a list that may be absent as a whole. */
  static <T> List<T> without(@Nullable List<@Nullable T> members) {
    List<T> present = new ArrayList<>();
    if (members != null) {
      for (T member : members) {
        if (member != null) {
          present.add(member);
        }
      }
    }
    return present;
  }
}
