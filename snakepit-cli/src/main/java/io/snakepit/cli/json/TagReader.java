package io.snakepit.cli.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tags of {@code docs/values.md}, as core does, which has attachments where bytes are
 * base64 here, as {@link JsonWriter} writes them.
 */
final class TagReader {

  private static final BigInteger NANOSECONDS = BigInteger.valueOf(1_000_000_000);

  private static final Pattern DIGITS = Pattern.compile("-?[0-9]+");

  /** With an offset or without, but without the name of a zone, which isn't kept. */
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private TagReader() {}

  /**
   * Reads an object with one member whose name begins with a dollar sign.
   *
   * @return the value, or the object as it is when there is no such tag, as in a schema's {@code
   *     $ref}
   * @throws IllegalArgumentException when there is, and it holds something else
   */
  static @Nullable Object read(String tag, @Nullable Object content) {
    try {
      return switch (tag) {
        case "$float" -> notFinite(text(content));
        case "$int" -> integer(text(content));
        case "$decimal" -> new BigDecimal(text(content));
        case "$bytes" -> Base64.getDecoder().decode(text(content));
        case "$date" -> LocalDate.parse(text(content));
        case "$time" -> LocalTime.parse(text(content));
        case "$datetime" ->
            DATE_TIME.parseBest(text(content), OffsetDateTime::from, LocalDateTime::from);
        case "$duration" -> duration(content);
        case "$uuid" -> uuid(text(content));
        case "$set" -> set(list(content));
        case "$map" -> map(list(content));
        case "$ndarray" ->
            throw new IllegalArgumentException("arrays aren't read; a list of the elements is");
        default -> Collections.singletonMap(tag, content);
      };
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException refusal) {
      throw new IllegalArgumentException(
          "a '" + tag + "' can't be read: " + refusal.getMessage(), refusal);
    }
  }

  private static String text(@Nullable Object content) {
    if (content instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("text is wanted, not " + content);
  }

  private static List<?> list(@Nullable Object content) {
    if (content instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("a list is wanted, not " + content);
  }

  private static double notFinite(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException("it is NaN, Infinity or -Infinity");
    };
  }

  private static Number integer(String digits) {
    if (!DIGITS.matcher(digits).matches()) {
      throw new IllegalArgumentException("digits are wanted, not " + digits);
    }
    BigInteger number = new BigInteger(digits);
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  /** Refuses what Java alone takes for one: groups of fewer digits, or of more, which it drops. */
  private static UUID uuid(String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("'" + text + "' is no UUID");
    }
    return uuid;
  }

  private static Duration duration(@Nullable Object content) {
    if (!(content instanceof Long || content instanceof BigInteger)) {
      throw new IllegalArgumentException("whole nanoseconds are wanted, not " + content);
    }
    BigInteger[] parts = new BigInteger(content.toString()).divideAndRemainder(NANOSECONDS);
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private static Set<@Nullable Object> set(List<?> elements) {
    Set<@Nullable Object> set = new LinkedHashSet<>();
    for (Object element : elements) {
      if (!set.add(element)) {
        throw new IllegalArgumentException("it has " + element + " twice");
      }
    }
    return set;
  }

  private static Map<@Nullable Object, @Nullable Object> map(List<?> pairs) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (Object element : pairs) {
      List<?> pair = list(element);
      if (pair.size() != 2) {
        throw new IllegalArgumentException("pairs are wanted, not " + pair);
      }
      if (map.containsKey(pair.get(0))) {
        throw new IllegalArgumentException("it has the key " + pair.get(0) + " twice");
      }
      map.put(pair.get(0), pair.get(1));
    }
    return map;
  }
}
