package io.snakepit.grpc;

import io.snakepit.api.ConfigurationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What carries the stream, as the option {@value #OPTION} says it. */
enum Carrier {
  /** The best that works here. */
  AUTO,
  /** A Unix socket in the worker's private folder. */
  UNIX,
  /** Loopback TCP. */
  TCP;

  static final String OPTION = "carrier";

  /**
   * Reads the option's value.
   *
   * @throws ConfigurationException when it isn't one of ours
   */
  static Carrier parse(@Nullable String value) {
    if (value == null) {
      return AUTO;
    }
    for (Carrier carrier : values()) {
      if (carrier.optionValue().equals(value)) {
        return carrier;
      }
    }
    String guess = value.toLowerCase(Locale.ROOT).startsWith("t") ? "tcp" : "unix";
    throw new ConfigurationException(
        "the option carrier has the unknown value \""
            + value
            + "\": did you mean "
            + guess
            + "? It is one of auto, unix, tcp");
  }

  String optionValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
