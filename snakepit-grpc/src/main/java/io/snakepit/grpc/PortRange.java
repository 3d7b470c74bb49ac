package io.snakepit.grpc;

import io.snakepit.api.ConfigurationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ports that workers may listen at, as the option {@value #OPTION} says it. Nobody here hands
 * them out: a worker tries them, and the system decides who has one.
 *
 * @param text for the worker's arguments: empty for any port
 */
record PortRange(String text) {

  static final String OPTION = "port-range";

  private static final PortRange ANY = new PortRange("");
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})-(\\d{1,5})");
  private static final int HIGHEST = 65_535;

  /**
   * Reads the option's value.
   *
   * @throws ConfigurationException when it isn't a range of ports
   */
  static PortRange parse(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return ANY;
    }
    Matcher matcher = FORM.matcher(value);
    if (matcher.matches()) {
      int first = Integer.parseInt(matcher.group(1));
      int last = Integer.parseInt(matcher.group(2));
      if (first >= 1 && first <= last && last <= HIGHEST) {
        return new PortRange(first + "-" + last);
      }
    }
    throw new ConfigurationException(
        "the option port-range has the value \""
            + value
            + "\"; it is first-last, as 50000-50099, from 1 to "
            + HIGHEST);
  }
}
