package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.snakepit.api.NdArray;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;

/** Writes the values that contain no others. */
final class ScalarWriter {

  private final JsonGenerator out;
  private final Attachments attachments;

  ScalarWriter(JsonGenerator out, Attachments attachments) {
    this.out = out;
    this.attachments = attachments;
  }

  /** Passes a string that has no lone surrogate. */
  static String text(String text) throws ValueFault {
    int lone = Surrogates.lone(text);
    if (lone >= 0) {
      throw ValueFault.unrepresentable("a lone surrogate at character " + lone);
    }
    return text;
  }

  /** Writes a value that JSON has a form for; false when it is something else. */
  boolean writePlain(Object value) throws IOException {
    if (value instanceof String text) {
      out.writeString(text(text));
    } else if (value instanceof Integer number) {
      out.writeNumber(number);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      writeDouble(number);
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof Float number) {
      writeFloat(number);
    } else if (value instanceof Short || value instanceof Byte) {
      out.writeNumber(((Number) value).intValue());
    } else if (value instanceof BigInteger number) {
      writeBig(number);
    } else if (value instanceof Character character) {
      out.writeString(text(character.toString()));
    } else if (value instanceof Enum<?> constant) {
      out.writeString(constant.name());
    } else {
      return false;
    }
    return true;
  }

  /** Writes a value that has a tag; false when it is something else. */
  boolean writeTag(Object value) throws IOException {
    if (value instanceof byte[] bytes) {
      writeBytes(ByteBuffer.wrap(bytes));
    } else if (value instanceof ByteBuffer bytes) {
      writeBytes(bytes.slice());
    } else if (value instanceof NdArray array) {
      writeArray(array);
    } else if (value instanceof BigDecimal) {
      tag(Tags.DECIMAL, value);
    } else if (value instanceof UUID) {
      tag(Tags.UUID, value);
    } else if (value instanceof Duration duration) {
      writeDuration(duration);
    } else {
      return writeTime(value);
    }
    return true;
  }

  private boolean writeTime(Object value) throws IOException {
    if (value instanceof LocalDate) {
      tag(Tags.DATE, value);
    } else if (value instanceof LocalTime) {
      tag(Tags.TIME, value);
    } else if (value instanceof LocalDateTime || value instanceof OffsetDateTime) {
      tag(Tags.DATETIME, value);
    } else if (value instanceof ZonedDateTime zoned) {
      tag(Tags.DATETIME, zoned.toOffsetDateTime());
    } else if (value instanceof Instant instant) {
      writeInstant(instant);
    } else {
      return false;
    }
    return true;
  }

  private void writeDouble(double number) throws IOException {
    if (Double.isFinite(number)) {
      out.writeNumber(number);
    } else {
      tag(Tags.FLOAT, number);
    }
  }

  private void writeFloat(float number) throws IOException {
    if (Float.isFinite(number)) {
      out.writeNumber(number);
    } else {
      tag(Tags.FLOAT, number);
    }
  }

  private void writeBig(BigInteger number) throws IOException {
    String digits = number.toString();
    if (digits.length() > JsonSettings.DIGITS) {
      throw ValueFault.unrepresentable(
          "an integer of more than " + JsonSettings.DIGITS + " digits");
    }
    out.writeNumber(digits);
  }

  private void writeInstant(Instant instant) throws IOException {
    try {
      tag(Tags.DATETIME, instant.atOffset(ZoneOffset.UTC));
    } catch (DateTimeException outOfRange) {
      throw ValueFault.unrepresentable("an instant that no calendar holds: " + instant);
    }
  }

  private void writeDuration(Duration duration) throws IOException {
    BigInteger nanoseconds =
        BigInteger.valueOf(duration.getSeconds())
            .multiply(BigInteger.valueOf(1_000_000_000))
            .add(BigInteger.valueOf(duration.getNano()));
    beginTag(Tags.DURATION);
    out.writeNumber(nanoseconds);
    out.writeEndObject();
  }

  private void writeBytes(ByteBuffer bytes) throws IOException {
    int index = attachments.add(bytes);
    beginTag(Tags.BYTES);
    out.writeNumber(index);
    out.writeEndObject();
  }

  private void writeArray(NdArray array) throws IOException {
    int index = attachments.add(array.data());
    beginTag(Tags.NDARRAY);
    out.writeStartObject();
    out.writeStringField("dtype", array.dtype());
    out.writeFieldName("shape");
    int[] shape = array.shape();
    out.writeArray(shape, 0, shape.length);
    out.writeNumberField("data", index);
    out.writeEndObject();
    out.writeEndObject();
  }

  private void tag(String tag, Object content) throws IOException {
    beginTag(tag);
    out.writeString(content.toString());
    out.writeEndObject();
  }

  private void beginTag(String tag) throws IOException {
    out.writeStartObject();
    out.writeFieldName(tag);
  }
}
