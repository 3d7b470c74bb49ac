package io.snakepit.core.codec;

import io.snakepit.api.NdArray;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the content of a tagged object into what it stands for. */
final class TagReader {

  /** Strict, as the formatters of dates and times are: others move February the 30th. */
  private static final DateTimeFormatter dateTime =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffsetId()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final BigInteger billion = BigInteger.valueOf(1_000_000_000);
  private static final Pattern digitsOnly = Pattern.compile("-?[0-9]+");
  private static final Set<String> notFinite = Set.of("NaN", "Infinity", "-Infinity");
  private static final int UUID_LENGTH = 36;

  private final List<ByteBuffer> attachments;

  /** Those of the attachments that are byte strings; empty until there is one. */
  private byte[] @Nullable [] copies = {};

  TagReader(List<ByteBuffer> attachments) {
    this.attachments = attachments;
  }

  /** Reads a tagged value. */
  Object read(String tag, @Nullable Object content) throws ValueFault {
    try {
      return switch (tag) {
        case Tags.FLOAT -> notFinite(text(content));
        case Tags.INT -> integer(text(content));
        case Tags.BYTES -> bytes(index(content));
        case Tags.SET -> set(list(content));
        case Tags.MAP -> map(list(content));
        case Tags.DATE -> LocalDate.parse(text(content));
        case Tags.TIME -> LocalTime.parse(text(content));
        case Tags.DATETIME ->
            dateTime.parseBest(text(content), OffsetDateTime::from, LocalDateTime::from);
        case Tags.DURATION -> duration(content);
        case Tags.DECIMAL -> decimal(text(content));
        case Tags.UUID -> uuid(text(content));
        case Tags.NDARRAY -> array(content);
        default -> throw ValueFault.malformed("unknown tag " + ValueWords.describe(tag));
      };
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException fault) {
      throw ValueFault.malformed(tag + ": " + fault.getMessage());
    }
  }

  private static double notFinite(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default ->
          throw new IllegalArgumentException(
              ValueWords.describe(text) + " is none of NaN, Infinity, -Infinity");
    };
  }

  private static Number integer(String digits) throws ValueFault {
    ValueLimits.checkDigits(digits);
    if (!digitsOnly.matcher(digits).matches()) {
      throw new IllegalArgumentException(ValueWords.describe(digits) + " is no integer");
    }
    BigInteger number = new BigInteger(digits);
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private int index(@Nullable Object index) {
    if (!(index instanceof Long number) || number < 0 || number >= attachments.size()) {
      throw new IllegalArgumentException(
          ValueWords.describe(index)
              + " isn't one of the attachments, of which there "
              + (attachments.size() == 1 ? "is 1" : "are " + attachments.size()));
    }
    return number.intValue();
  }

  /** Copied once, however often it is referred to: a short body could fill the heap otherwise. */
  private byte[] bytes(int index) {
    if (copies.length == 0) {
      copies = new byte[attachments.size()][];
    }
    byte[] copy = copies[index];
    if (copy == null) {
      ByteBuffer attachment = attachments.get(index);
      copy = new byte[attachment.remaining()];
      attachment.duplicate().get(copy);
      copies[index] = copy;
    }
    return copy;
  }

  private static Set<@Nullable Object> set(List<?> elements) {
    Set<@Nullable Object> set = new LinkedHashSet<>();
    for (Object element : elements) {
      if (!set.add(element)) {
        throw new IllegalArgumentException(ValueWords.describe(element) + " is in it twice");
      }
    }
    return set;
  }

  private static Map<@Nullable Object, @Nullable Object> map(List<?> pairs) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (Object pair : pairs) {
      if (!(pair instanceof List<?> entry) || entry.size() != 2) {
        throw new IllegalArgumentException("it must hold pairs, not " + ValueWords.describe(pair));
      }
      if (map.containsKey(entry.get(0))) {
        throw new IllegalArgumentException(ValueWords.describe(entry.get(0)) + " is twice a key");
      }
      map.put(entry.get(0), entry.get(1));
    }
    return map;
  }

  private static Duration duration(@Nullable Object nanoseconds) {
    if (nanoseconds instanceof Long number) {
      return Duration.ofNanos(number);
    }
    if (nanoseconds instanceof BigInteger number) {
      BigInteger[] parts = number.divideAndRemainder(billion);
      return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }
    throw new IllegalArgumentException(
        "it must hold an integer, not " + ValueWords.describe(nanoseconds));
  }

  private static BigDecimal decimal(String text) throws ValueFault {
    if (text.length() > ValueLimits.DIGITS) {
      throw new IllegalArgumentException("more than " + ValueLimits.DIGITS + " characters");
    }
    if (notFinite.contains(text)) {
      throw ValueFault.mismatch("a finite decimal", text);
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException damaged) {
      throw new IllegalArgumentException(ValueWords.describe(text) + " is no decimal number");
    }
  }

  private static UUID uuid(String text) {
    if (text.length() == UUID_LENGTH) {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equalsIgnoreCase(text)) { // it drops digits that are too many for a group
        return uuid;
      }
    }
    throw new IllegalArgumentException(ValueWords.describe(text) + " is no UUID");
  }

  private NdArray array(@Nullable Object content) {
    if (!(content instanceof Map<?, ?> map) || !(map.get("dtype") instanceof String type)) {
      throw new IllegalArgumentException("it must have dtype, shape and data");
    }
    List<?> extents = list(map.get("shape"));
    int[] shape = new int[extents.size()];
    for (int index = 0; index < shape.length; index++) {
      if (!(extents.get(index) instanceof Long extent)) {
        throw new IllegalArgumentException("a shape of " + ValueWords.describe(extents.get(index)));
      }
      shape[index] = Math.toIntExact(extent);
    }
    return NdArray.of(type, shape, attachments.get(index(map.get("data"))));
  }

  private static String text(@Nullable Object content) {
    if (content instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        "it must hold a string, not " + ValueWords.describe(content));
  }

  private static List<?> list(@Nullable Object content) {
    if (content instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("it must hold a list, not " + ValueWords.describe(content));
  }
}
