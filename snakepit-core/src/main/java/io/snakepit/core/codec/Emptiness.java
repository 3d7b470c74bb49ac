package io.snakepit.core.codec;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is left out where a property says to leave out what is absent, or empty. */
final class Emptiness {

  private Emptiness() {}

  /** Whether there is no value. */
  static boolean isAbsent(@Nullable Object value) {
    return value == null || (value instanceof Optional<?> optional && optional.isEmpty());
  }

  /** Whether there is no value, or nothing in it. */
  static boolean isEmpty(@Nullable Object value) {
    return isAbsent(value)
        || (value instanceof String text && text.isEmpty())
        || (value instanceof Collection<?> parts && parts.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty())
        || (value != null && value.getClass().isArray() && Array.getLength(value) == 0);
  }
}
