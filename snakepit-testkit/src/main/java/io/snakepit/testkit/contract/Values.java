package io.snakepit.testkit.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads decoded values as what they have to be. */
final class Values {

  private Values() {}

  static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new AssertionError("expected a map, not " + value);
  }

  static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new AssertionError("expected a list, not " + value);
  }

  static long number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw new AssertionError("expected a number, not " + value);
  }
}
