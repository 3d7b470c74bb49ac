package io.snakepit.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What tests need of the machine. The system property {@code snakepit.it.required} names, parted by
 * commas, what mustn't be missing.
 */
final class Required {

  private static final Pattern COMMA = Pattern.compile(",");

  private Required() {}

  /** Skips a test because something is missing, or fails it where that is required. */
  static void missing(String what, String why) {
    String[] required = COMMA.split(System.getProperty("snakepit.it.required", ""));
    if (Arrays.asList(required).contains(what)) {
      fail(why + ", and snakepit.it.required says that " + what + " must be there");
    }
    abort("left out for want of " + what + ": " + why);
  }
}
