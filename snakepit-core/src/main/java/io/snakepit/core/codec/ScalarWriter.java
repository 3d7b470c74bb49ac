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

  /** Integers of fewer bits surely don't have too many digits. */
  private static final int BITS = 3 * ValueLimits.DIGITS;

  private final JsonGenerator out;
  private final Attachments attachments;
  private final NumberWriter numbers;

  ScalarWriter(JsonGenerator out, Attachments attachments, NumberWriter numbers) {
    this.out = out;
    this.attachments = attachments;
    this.numbers = numbers;
  }

  /** Passes a string that has no lone surrogate. */
  static String text(String text) throws ValueFault {
    int lone = Surrogates.lone(text);
    if (lone >= 0) {
      throw ValueFault.unrepresentable("a lone surrogate at character " + lone);
    }
    return text;
  }

  /** Writes a string, number, boolean or the like; false when it is something else. */
  boolean writePlain(Object value) throws IOException {
    if (value instanceof String text) {
      out.writeString(text(text));
    } else if (value instanceof Integer number) {
      out.writeNumber(number);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      numbers.writeDouble(number, out);
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof Float number) {
      numbers.writeFloat(number, out);
    } else if (value instanceof Short || value instanceof Byte) {
      out.writeNumber(((Number) value).intValue());
    } else if (value instanceof BigInteger number) {
      writeBig(number);
    } else if (value instanceof Character character) {
      out.writeString(text(character.toString()));
    } else if (value instanceof Enum<?> constant && !OwnForms.has(constant)) {
      out.writeString(constant.name());
    } else {
      return false;
    }
    return true;
  }

  /** Writes a value that always has a tag; false when it is something else. */
  boolean writeTag(Object value) throws IOException {
    if (value instanceof byte[] bytes) {
      writeBytes(ByteBuffer.wrap(bytes));
    } else if (value instanceof ByteBuffer bytes) {
      writeBytes(bytes.slice());
    } else if (value instanceof NdArray array) {
      writeArray(array);
    } else if (value instanceof BigDecimal number) {
      writeDecimal(number);
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

  private void writeBig(BigInteger number) throws IOException {
    if (number.bitLength() > BITS && number.toString().length() > ValueLimits.DIGITS) {
      throw ValueFault.unrepresentable("an integer of more than " + ValueLimits.DIGITS + " digits");
    }
    numbers.writeInteger(number, out);
  }

  private void writeInstant(Instant instant) throws IOException {
    try {
      tag(Tags.DATETIME, instant.atOffset(ZoneOffset.UTC));
    } catch (DateTimeException outOfRange) {
      throw ValueFault.unrepresentable("an instant that no calendar holds: " + instant);
    }
  }

  private void writeDecimal(BigDecimal number) throws IOException {
    String text = number.toString();
    if (text.length() > ValueLimits.DIGITS) {
      throw ValueFault.unrepresentable(
          "a decimal of more than " + ValueLimits.DIGITS + " characters");
    }
    Tags.write(Tags.DECIMAL, text, out);
  }

  private void writeDuration(Duration duration) throws IOException {
    BigInteger nanoseconds =
        BigInteger.valueOf(duration.getSeconds())
            .multiply(BigInteger.valueOf(1_000_000_000))
            .add(BigInteger.valueOf(duration.getNano()));
    Tags.begin(Tags.DURATION, out);
    numbers.writeInteger(nanoseconds, out);
    out.writeEndObject();
  }

  private void writeBytes(ByteBuffer bytes) throws IOException {
    int index = attachments.add(bytes);
    Tags.begin(Tags.BYTES, out);
    out.writeNumber(index);
    out.writeEndObject();
  }

  private void writeArray(NdArray array) throws IOException {
    int index = attachments.add(array.data());
    Tags.begin(Tags.NDARRAY, out);
    out.writeStartObject(array, 3);
    out.writeStringField("dtype", array.dtype());
    out.writeFieldName("shape");
    int[] shape = array.shape();
    out.writeArray(shape, 0, shape.length);
    out.writeNumberField("data", index);
    out.writeEndObject();
    out.writeEndObject();
  }

  private void tag(String tag, Object content) throws IOException {
    Tags.write(tag, content.toString(), out);
  }
}
