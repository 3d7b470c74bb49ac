package io.snakepit.core.codec;

/** The names of the tags in {@code docs/values.md}. */
final class Tags {

  static final String FLOAT = "$float";
  static final String BYTES = "$bytes";
  static final String SET = "$set";
  static final String MAP = "$map";
  static final String DATE = "$date";
  static final String TIME = "$time";
  static final String DATETIME = "$datetime";
  static final String DURATION = "$duration";
  static final String DECIMAL = "$decimal";
  static final String UUID = "$uuid";
  static final String NDARRAY = "$ndarray";

  private Tags() {}

  /** Whether a map with this only key looks like a tagged value. */
  static boolean isTag(String key) {
    return key.startsWith("$");
  }
}
