package io.snakepit.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers with units, as the library reads them. What it would take without a word is refused here
 * first: a duration without unit, one that is cut off at 292 years, what rounds to nothing, a
 * number whose digits alone would take minutes.
 */
final class Quantities {

  private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([A-Za-z]*)");
  private static final Pattern MEASURED =
      Pattern.compile("(-?)(\\d+)(?:\\.\\d{1,9})?\\s*([A-Za-z]+)");
  private static final String KEY = "quantity";

  private Quantities() {}

  /** Reads a span of time with its unit. */
  static Optional<Duration> duration(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || form.group(2).isEmpty()) {
      return Optional.empty();
    }
    boolean isNone = new BigDecimal(form.group(1)).signum() == 0;
    try {
      Duration duration = config(text).getDuration(KEY);
      boolean isExact =
          duration.isZero() == isNone && duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0;
      return isExact ? Optional.of(duration) : Optional.empty();
    } catch (ConfigException unknownUnit) {
      return Optional.empty();
    }
  }

  /** What a refused number with a unit should have been as a span of time, to end "must be". */
  static Optional<String> expected(String text) {
    Matcher form = MEASURED.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    if (duration("1" + form.group(3)).isEmpty()) {
      return Optional.of("a duration in ns, us, ms, s, m, h or d");
    }
    if (!form.group(1).isEmpty()) {
      return Optional.of("at least 0s");
    }
    boolean isLong = form.group(2).chars().anyMatch(digit -> digit != '0');
    return Optional.of(isLong ? "at most 292 years" : "at least 1ns");
  }

  /** Reads a number of bytes; without unit it is just that. */
  static Optional<Long> bytes(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    boolean isNone = new BigDecimal(form.group(1)).signum() == 0;
    try {
      long bytes = config(text).getBytes(KEY);
      return (bytes == 0) == isNone ? Optional.of(bytes) : Optional.empty();
    } catch (ConfigException unknownUnit) {
      return Optional.empty();
    }
  }

  private static Config config(String text) {
    return ConfigValueFactory.fromAnyRef(text).atKey(KEY);
  }
}
