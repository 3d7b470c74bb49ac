package io.snakepit.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.snakepit.api.NdArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes untyped values as one line of JSON, in the notation of {@code docs/values.md}. There is no
 * attachment beside the text, so bytes are base64 and arrays are lists.
 */
public final class JsonWriter {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  private JsonWriter() {}

  /**
   * Writes a value.
   *
   * @return UTF-8 without a line end
   */
  public static byte[] write(@Nullable Object value) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
      try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
        write(json, value);
      }
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      writeNumber(json, number);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(json, map);
    } else if (value instanceof Set<?> set) {
      json.writeStartObject();
      json.writeFieldName("$set");
      writeList(json, set);
      json.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      writeList(json, list);
    } else {
      writeTagged(json, value);
    }
  }

  private static void writeNumber(JsonGenerator json, Number number) throws IOException {
    if (number instanceof Long integer) {
      json.writeNumber(integer);
    } else if (number instanceof Integer integer) {
      json.writeNumber(integer);
    } else if ((number instanceof Double || number instanceof Float)
        && !Double.isFinite(number.doubleValue())) {
      writeTag(json, "$float", number.toString()); // JSON has no word for it
    } else if (number instanceof Double real) {
      json.writeNumber(real);
    } else if (number instanceof Float real) {
      json.writeNumber(real);
    } else if (number instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else if (number instanceof BigDecimal decimal) {
      writeTag(json, "$decimal", decimal.toString());
    } else {
      throw new IllegalArgumentException("no value has the type " + number.getClass().getName());
    }
  }

  private static void writeList(JsonGenerator json, Iterable<?> elements) throws IOException {
    json.writeStartArray();
    for (Object element : elements) {
      write(json, element);
    }
    json.writeEndArray();
  }

  private static void writeMap(JsonGenerator json, Map<?, ?> map) throws IOException {
    if (!isPlain(map)) {
      writePairs(json, map);
      return;
    }
    json.writeStartObject();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      json.writeFieldName((String) member.getKey());
      write(json, member.getValue());
    }
    json.writeEndObject();
  }

  /** Whether a map has string keys only and can't be taken for a tag. */
  private static boolean isPlain(Map<?, ?> map) {
    return map.keySet().stream().allMatch(String.class::isInstance)
        && !(map.size() == 1 && ((String) map.keySet().iterator().next()).startsWith("$"));
  }

  private static void writePairs(JsonGenerator json, Map<?, ?> map) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("$map");
    for (Map.Entry<?, ?> member : map.entrySet()) {
      json.writeStartArray();
      write(json, member.getKey());
      write(json, member.getValue());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeTagged(JsonGenerator json, Object value) throws IOException {
    if (value instanceof byte[] bytes) {
      json.writeStartObject();
      json.writeBinaryField("$bytes", bytes);
      json.writeEndObject();
    } else if (value instanceof LocalDate date) {
      writeTag(json, "$date", date.toString());
    } else if (value instanceof LocalTime time) {
      writeTag(json, "$time", DateTimeFormatter.ISO_LOCAL_TIME.format(time));
    } else if (value instanceof LocalDateTime time) {
      writeTag(json, "$datetime", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
    } else if (value instanceof OffsetDateTime time) {
      writeTag(json, "$datetime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    } else if (value instanceof Duration duration) {
      json.writeStartObject();
      json.writeFieldName("$duration");
      json.writeNumber(nanoseconds(duration));
      json.writeEndObject();
    } else if (value instanceof UUID uuid) {
      writeTag(json, "$uuid", uuid.toString());
    } else if (value instanceof NdArray array) {
      writeArray(json, array);
    } else {
      throw new IllegalArgumentException("no value has the type " + value.getClass().getName());
    }
  }

  /** A span of thousands of years doesn't fit into 64 bits. */
  private static BigInteger nanoseconds(Duration duration) {
    return BigInteger.valueOf(duration.getSeconds())
        .multiply(BigInteger.valueOf(1_000_000_000))
        .add(BigInteger.valueOf(duration.getNano()));
  }

  private static void writeTag(JsonGenerator json, String tag, String text) throws IOException {
    json.writeStartObject();
    json.writeStringField(tag, text);
    json.writeEndObject();
  }

  private static void writeArray(JsonGenerator json, NdArray array) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("$ndarray");
    json.writeStringField("dtype", array.dtype());
    json.writeFieldName("shape");
    json.writeArray(array.shape(), 0, array.shape().length);
    json.writeFieldName("data");
    writeList(json, NdArrayElements.of(array));
    json.writeEndObject();
    json.writeEndObject();
  }
}
