package io.snakepit.core.codec;

import io.snakepit.api.NdArray;
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
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the untyped form of a value without parts to the types that the table allows for it. */
final class Conversions {

  /** Converts, or gives null when the value isn't of the kind or doesn't fit. */
  interface Conversion<T> extends Function<Object, @Nullable T> {}

  private static final Map<Class<?>, Conversion<?>> all = new HashMap<>();

  static {
    add(Boolean.class, boolean.class, raw -> raw instanceof Boolean bool ? bool : null);
    add(
        Byte.class,
        byte.class,
        raw -> fits(raw, Byte.MIN_VALUE, Byte.MAX_VALUE) ? ((Long) raw).byteValue() : null);
    add(
        Short.class,
        short.class,
        raw -> fits(raw, Short.MIN_VALUE, Short.MAX_VALUE) ? ((Long) raw).shortValue() : null);
    add(
        Integer.class,
        int.class,
        raw -> fits(raw, Integer.MIN_VALUE, Integer.MAX_VALUE) ? ((Long) raw).intValue() : null);
    add(Long.class, long.class, raw -> raw instanceof Long number ? number : null);
    add(Double.class, double.class, Numbers::toDouble);
    add(Float.class, float.class, Numbers::toFloat);
    add(
        Character.class,
        char.class,
        raw -> raw instanceof String text && text.length() == 1 ? text.charAt(0) : null);
    add(BigInteger.class, Numbers::toBigInteger);
    add(BigDecimal.class, Numbers::toBigDecimal);
    add(Number.class, raw -> raw instanceof Number number ? number : null);
    add(ByteBuffer.class, raw -> raw instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : null);
    add(
        ZonedDateTime.class,
        raw -> raw instanceof OffsetDateTime time ? time.toZonedDateTime() : null);
    add(Instant.class, raw -> raw instanceof OffsetDateTime time ? time.toInstant() : null);
    same(String.class);
    same(CharSequence.class);
    same(byte[].class);
    same(LocalDate.class);
    same(LocalTime.class);
    same(LocalDateTime.class);
    same(OffsetDateTime.class);
    same(Duration.class);
    same(UUID.class);
    same(NdArray.class);
  }

  private Conversions() {}

  /** The conversion to a class; null when there is none. */
  static @Nullable Conversion<?> to(Class<?> type) {
    return all.get(type);
  }

  private static boolean fits(Object raw, long least, long most) {
    return raw instanceof Long number && number >= least && number <= most;
  }

  private static <T> void same(Class<T> type) {
    add(type, raw -> type.isInstance(raw) ? type.cast(raw) : null);
  }

  private static <T> void add(Class<T> type, Conversion<T> conversion) {
    all.put(type, conversion);
  }

  private static <T> void add(Class<T> type, Class<T> primitive, Conversion<T> conversion) {
    add(type, conversion);
    all.put(primitive, conversion);
  }
}
