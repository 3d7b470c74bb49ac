package io.snakepit.api;

import java.time.Duration;

/** Validation of configured values, in one voice. */
final class Check {

  private Check() {}

  static void positive(String key, long value) {
    require(value > 0, key, "must be positive", value);
  }

  static void positive(String key, long value, long most) {
    positive(key, value);
    atMost(key, value, most);
  }

  static void positive(String key, Duration value) {
    require(
        !value.isNegative() && !value.isZero(), key, "must be positive", DurationText.of(value));
  }

  static void notNegative(String key, long value) {
    require(value >= 0, key, "must not be negative", value);
  }

  static void notNegative(String key, long value, long most) {
    notNegative(key, value);
    atMost(key, value, most);
  }

  static void notNegative(String key, Duration value) {
    require(!value.isNegative(), key, "must not be negative", DurationText.of(value));
  }

  static void atLeast(String key, long value, long least) {
    require(value >= least, key, "must be at least " + least, value);
  }

  static void atMost(String key, long value, long most) {
    require(value <= most, key, "must be at most " + most, value);
  }

  static void share(String key, double value) {
    require(value >= 0 && value <= 1, key, "must be from 0 to 1", value);
  }

  static void notLess(String key, Duration value, String otherKey, Duration other) {
    require(
        value.compareTo(other) >= 0,
        key,
        "must not be less than " + otherKey + " (" + DurationText.of(other) + ")",
        DurationText.of(value));
  }

  static String name(String key, String value) {
    require(
        value.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}"),
        key,
        "must be 1 to 64 letters, digits, '_', '.' or '-', beginning with a letter or digit",
        "'" + value + "'");
    return value;
  }

  static String hostTool(String name) {
    if (name.isEmpty() || name.startsWith("$")) {
      throw new ConfigurationException(
          "a host tool's name must not be empty or begin with '$', as '" + name + "' does");
    }
    return name;
  }

  /** Gives the name of an environment variable that a process can be started with. */
  static String variable(String key, String name, String value) {
    if (name.isEmpty()
        || name.indexOf('=') >= 0
        || name.indexOf('\0') >= 0
        || value.indexOf('\0') >= 0) {
      throw new ConfigurationException(
          key
              + ": '"
              + name
              + "' is no variable: a name isn't empty and has no '='; no zero bytes");
    }
    return name;
  }

  static String notBlank(String key, String value) {
    if (value.isBlank()) {
      throw new ConfigurationException(key + " must not be blank");
    }
    return value;
  }

  private static void require(boolean holds, String key, String rule, Object value) {
    if (!holds) {
      throw new ConfigurationException(key + " " + rule + ", not " + value);
    }
  }
}
