package io.snakepit.core.bind;

import io.snakepit.api.NdArray;
import io.snakepit.api.Result;
import io.snakepit.api.ValueKind;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which kinds of value Java types stand for, after {@code docs/values.md}. */
final class JavaKinds {

  private static final Set<ValueKind> anything = EnumSet.allOf(ValueKind.class);
  private static final Map<Class<?>, ValueKind> simple = new HashMap<>();

  static {
    kind(ValueKind.BOOLEAN, boolean.class, Boolean.class);
    kind(ValueKind.INTEGER, byte.class, Byte.class, short.class, Short.class);
    kind(ValueKind.INTEGER, int.class, Integer.class, long.class, Long.class, BigInteger.class);
    kind(ValueKind.FLOAT, float.class, Float.class, double.class, Double.class);
    kind(ValueKind.STRING, String.class, char.class, Character.class);
    kind(ValueKind.BYTES, byte[].class, ByteBuffer.class);
    kind(ValueKind.DATE, LocalDate.class);
    kind(ValueKind.TIME, LocalTime.class);
    kind(ValueKind.DATETIME, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class);
    kind(ValueKind.DATETIME, Instant.class);
    kind(ValueKind.DURATION, Duration.class);
    kind(ValueKind.DECIMAL, BigDecimal.class);
    kind(ValueKind.UUID, UUID.class);
    kind(ValueKind.NDARRAY, NdArray.class);
  }

  private JavaKinds() {}

  /** What values of a type are sent as. */
  static Set<ValueKind> sentFrom(Type type) {
    Class<?> raw = raw(type);
    if (raw == Optional.class) {
      return withNull(sentFrom(argument(type)));
    }
    if (raw == Collection.class) {
      return EnumSet.of(ValueKind.LIST, ValueKind.SET);
    }
    return kinds(raw);
  }

  /** What a type can be read from. */
  static Set<ValueKind> readAs(Type type) {
    Class<?> raw = raw(type);
    if (raw == Optional.class) {
      return withNull(readAs(argument(type)));
    }
    Set<ValueKind> kinds = EnumSet.copyOf(kinds(raw));
    if (kinds.contains(ValueKind.FLOAT) || raw == BigDecimal.class) {
      kinds.add(ValueKind.INTEGER);
    }
    if (kinds.contains(ValueKind.LIST)) {
      kinds.add(ValueKind.NDARRAY);
    }
    return kinds;
  }

  /** Whether nothing of a type is of the declared kinds, of which none means all. */
  static boolean isApart(Set<ValueKind> kinds, List<ValueKind> declared) {
    return !declared.isEmpty() && declared.stream().noneMatch(kinds::contains);
  }

  /** The class of a type, without its type arguments. */
  static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    return type instanceof GenericArrayType array
        ? raw(array.getGenericComponentType()).arrayType()
        : Object.class;
  }

  private static Set<ValueKind> kinds(Class<?> raw) {
    ValueKind kind = simple.get(raw);
    if (kind != null) {
      return EnumSet.of(kind);
    }
    if (raw == Number.class) {
      return EnumSet.of(ValueKind.INTEGER, ValueKind.FLOAT, ValueKind.DECIMAL);
    }
    if (raw.isEnum()) {
      return EnumSet.of(ValueKind.STRING);
    }
    if (Set.class.isAssignableFrom(raw)) {
      return EnumSet.of(ValueKind.SET);
    }
    if (raw.isArray() || Collection.class.isAssignableFrom(raw)) {
      return EnumSet.of(ValueKind.LIST);
    }
    if (raw.isRecord() || Map.class.isAssignableFrom(raw)) {
      return EnumSet.of(ValueKind.MAP);
    }
    // an interface or class may stand for values of any kind
    return raw == Object.class || raw == Result.class || raw.isInterface() ? anything : bean(raw);
  }

  private static Set<ValueKind> bean(Class<?> raw) {
    return raw.getName().startsWith("java.") ? anything : EnumSet.of(ValueKind.MAP);
  }

  private static Set<ValueKind> withNull(Set<ValueKind> kinds) {
    Set<ValueKind> all = EnumSet.copyOf(kinds);
    all.add(ValueKind.NULL);
    return all;
  }

  private static Type argument(Type type) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[0]
        : Object.class;
  }

  private static void kind(ValueKind kind, Class<?>... types) {
    for (Class<?> type : types) {
      simple.put(type, kind);
    }
  }
}
