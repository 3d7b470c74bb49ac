package io.snakepit.python;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Requirement specifiers written in one line, parted by blanks or commas: {@code numpy>=1.26,<3
 * pandas[excel,parquet]}.
 */
final class PackageList {

  /** A gap before a name; not the comma between two bounds, nor one between extras. */
  private static final Pattern GAP = Pattern.compile("[\\s,]+(?=[A-Za-z])(?![^\\[\\]]*\\])");

  private static final Pattern SPECIFIER =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9._-]*\\s*(\\[[A-Za-z0-9._,\\s-]*])?\\s*"
              + "((===|==|~=|!=|<=|>=|<|>)[^;@]*)?");

  private PackageList() {}

  /** The specifiers in a line; some may be malformed. */
  static List<String> split(String line) {
    String trimmed = line.strip();
    return trimmed.isEmpty() ? List.of() : List.of(GAP.split(trimmed));
  }

  /**
   * Whether it is a name with optional extras and version bounds. Options of pip, addresses and
   * markers are not: they belong into a requirements file.
   */
  static boolean isSpecifier(String text) {
    return SPECIFIER.matcher(text).matches();
  }
}
