package io.snakepit.core.config;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keys of files from the accessors of configuration values, and what these give. */
final class Accessors {

  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private Accessors() {}

  /** The key of each option of a type: {@code streamIdle()} in {@code timeouts()}. */
  static Stream<String> keys(Class<?> type) {
    return accessors(type)
        .flatMap(
            accessor ->
                accessor.getReturnType().isRecord()
                    ? keys(accessor.getReturnType()).map(key -> key(accessor) + "." + key)
                    : Stream.of(key(accessor)));
  }

  /** The value of an option; null when it isn't set. */
  static Object value(Object config, String key) throws ReflectiveOperationException {
    Object value = config;
    for (String part : key.split("\\.", -1)) {
      Method accessor =
          accessors(value.getClass())
              .filter(candidate -> key(candidate).equals(part))
              .findFirst()
              .orElseThrow(() -> new NoSuchMethodException(key));
      value = accessor.invoke(value);
    }
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  /** As {@code stream-idle} for {@code streamIdle}. */
  static String kebab(String name) {
    return CAPITAL
        .matcher(name)
        .replaceAll(capital -> "-" + capital.group().toLowerCase(Locale.ROOT));
  }

  private static String key(Method accessor) {
    return kebab(accessor.getName());
  }

  private static Stream<Method> accessors(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> !method.getName().matches("toBuilder|toString|hashCode"));
  }
}
