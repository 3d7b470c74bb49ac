package io.snakepit.core.codec;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys of maps, and what they are once they are written. */
final class Keys {

  /** The seconds of thirty million years, within which every calendar can count. */
  private static final long FAR = 1_000_000_000_000_000L;

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
    if (key instanceof Float number) {
      return Numbers.written(number);
    }
    if (key instanceof Optional<?> optional) {
      return normal(optional.orElse(null));
    }
    return key instanceof Collection<?> parts ? normalParts(parts) : normalTime(key);
  }

  private static Collection<@Nullable Object> normalParts(Collection<?> parts) {
    Collection<@Nullable Object> normal =
        parts instanceof Set<?> ? new HashSet<>() : new ArrayList<>();
    for (Object part : parts) {
      normal.add(normal(part));
    }
    return normal;
  }

  private static @Nullable Object normalTime(@Nullable Object key) {
    if (key instanceof ZonedDateTime zoned) {
      return zoned.toOffsetDateTime();
    }
    // an instant that no calendar holds is refused where it is written
    return key instanceof Instant instant && instant.getEpochSecond() / FAR == 0
        ? instant.atOffset(ZoneOffset.UTC)
        : key;
  }
}
