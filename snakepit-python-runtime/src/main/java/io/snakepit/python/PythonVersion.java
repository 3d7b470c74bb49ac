package io.snakepit.python;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the Python language and its library. */
record PythonVersion(int major, int minor, int micro) implements Comparable<PythonVersion> {

  /** The oldest that the worker's code runs on. */
  static final PythonVersion OLDEST = new PythonVersion(3, 10, 0);

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");

  private static final Comparator<PythonVersion> ORDER =
      Comparator.comparingInt(PythonVersion::major)
          .thenComparingInt(PythonVersion::minor)
          .thenComparingInt(PythonVersion::micro);

  /** Reads a version such as {@code 3.11.7}; empty when it is none. */
  static Optional<PythonVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new PythonVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  boolean isRecentEnough() {
    return compareTo(OLDEST) >= 0;
  }

  @Override
  public int compareTo(PythonVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + micro;
  }
}
