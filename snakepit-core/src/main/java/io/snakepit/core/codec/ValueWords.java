package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JavaType;
import io.snakepit.api.NdArray;
import io.snakepit.core.text.Counts;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Words for values and types in messages. */
final class ValueWords {

  private static final int SHOWN = 60;

  private ValueWords() {}

  /** Describes an untyped value: its kind, and itself where it is short. */
  static String describe(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Boolean) {
      return "the boolean " + value;
    }
    if (value instanceof Double) {
      return "the float " + value;
    }
    if (value instanceof BigDecimal) {
      return "the decimal " + shortened(value.toString());
    }
    if (value instanceof Number) {
      return "the integer " + shortened(value.toString());
    }
    if (value instanceof String text) {
      return "the string \"" + shortened(text) + "\"";
    }
    if (value instanceof NdArray) {
      return "the array " + value;
    }
    return kind(value);
  }

  private static String kind(Object value) {
    if (value instanceof byte[] bytes) {
      return Counts.of(bytes.length, "byte");
    }
    if (value instanceof List<?>) {
      return "a list";
    }
    if (value instanceof Set<?>) {
      return "a set";
    }
    if (value instanceof Map<?, ?>) {
      return "a map";
    }
    if (value instanceof LocalDate) {
      return "the date " + value;
    }
    if (value instanceof LocalTime) {
      return "the time " + value;
    }
    if (value instanceof LocalDateTime || value instanceof OffsetDateTime) {
      return "the date-time " + value;
    }
    if (value instanceof Duration) {
      return "the duration " + value;
    }
    if (value instanceof UUID) {
      return "the UUID " + value;
    }
    return "a " + value.getClass().getTypeName();
  }

  /** Describes what a parser is at. */
  static String describe(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "a map";
      case START_ARRAY, END_ARRAY -> "a list";
      case VALUE_STRING -> describe((Object) in.getText());
      case VALUE_NUMBER_INT -> "the integer " + shortened(in.getText());
      case VALUE_NUMBER_FLOAT -> "the float " + shortened(in.getText());
      case VALUE_TRUE, VALUE_FALSE -> "the boolean " + in.getText();
      case VALUE_NULL -> "null";
      case VALUE_EMBEDDED_OBJECT -> describe(in.getEmbeddedObject());
      case NOT_AVAILABLE -> "nothing";
    };
  }

  /** Names a type without its packages. */
  static String name(Type type) {
    if (type instanceof JavaType array && array.isArrayType()) {
      return name(array.getContentType()) + "[]";
    }
    String name = type instanceof JavaType jackson ? jackson.toCanonical() : type.getTypeName();
    return name.replaceAll("(?<![\\w.$])(?:[\\p{Ll}_][\\w]*\\.)+", "");
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
