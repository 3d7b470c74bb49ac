package io.snakepit.grpc;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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

  /** Reads the option's value, one of {@link #choices}. */
  static Carrier of(@Nullable String value) {
    return value == null ? AUTO : valueOf(value.toUpperCase(Locale.ROOT));
  }

  /** What the option may be. */
  static List<String> choices() {
    return Stream.of(values()).map(Carrier::optionValue).toList();
  }

  String optionValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
