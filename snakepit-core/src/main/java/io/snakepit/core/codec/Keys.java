package io.snakepit.core.codec;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys of maps, and what they are once they are written. */
final class Keys {

  private Keys() {}

  /** Whether a map can be written as a JSON object. */
  static boolean areStrings(Map<?, ?> map) {
    for (Object key : map.keySet()) {
      if (!(key instanceof String || key instanceof Enum<?>)) {
        return false;
      }
      if (map.size() == 1 && Tags.isTag(string(key))) {
        return false;
      }
    }
    return true;
  }

  /** A key that is a string when written. */
  static String string(@Nullable Object key) {
    return key instanceof Enum<?> constant ? constant.name() : String.valueOf(key);
  }

  /** Refuses keys, or elements of a set, that are equal once they are written. */
  static void requireDistinct(Collection<?> keys) throws ValueFault {
    if (areAllStrings(keys)) {
      return;
    }
    Set<@Nullable Object> written = new HashSet<>();
    for (Object key : keys) {
      if (!written.add(normal(key))) {
        throw ValueFault.unrepresentable("two of its members are equal when written: " + key);
      }
    }
  }

  private static boolean areAllStrings(Collection<?> keys) {
    for (Object key : keys) {
      if (!(key instanceof String)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object normal(@Nullable Object key) {
    if (key instanceof Long
        || key instanceof Integer
        || key instanceof Short
        || key instanceof Byte) {
      return ((Number) key).longValue();
    }
    if (key instanceof BigInteger number && number.bitLength() < Long.SIZE) {
      return number.longValue();
    }
    if (key instanceof Enum<?> || key instanceof Character) {
      return key instanceof Enum<?> ? string(key) : key.toString();
    }
    return key instanceof Optional<?> optional ? normal(optional.orElse(null)) : key;
  }
}
