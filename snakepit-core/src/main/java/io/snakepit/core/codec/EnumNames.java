package io.snakepit.core.codec;

import io.snakepit.core.codec.Conversions.Conversion;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the constants of an enum by their names. Python's members are often sent as the small
 * letters of theirs ({@code StrEnum} with {@code auto()}), so that the case counts only where it
 * alone tells two constants apart.
 */
final class EnumNames implements Conversion<Object> {

  private final Map<String, Object> exact = new LinkedHashMap<>();
  private final Map<String, Object> folded = new LinkedHashMap<>();

  EnumNames(Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      exact.put(((Enum<?>) constant).name(), constant);
    }
    Set<String> alike = new HashSet<>();
    exact.forEach(
        (name, constant) -> {
          if (folded.put(fold(name), constant) != null) {
            alike.add(fold(name));
          }
        });
    folded.keySet().removeAll(alike);
  }

  @Override
  public @Nullable Object apply(Object raw) {
    if (!(raw instanceof String name)) {
      return null;
    }
    Object constant = exact.get(name);
    return constant == null ? folded.get(fold(name)) : constant;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** What is expected, for messages. */
  String expected() {
    return "one of " + exact.keySet();
  }
}
