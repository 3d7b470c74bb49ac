package io.snakepit.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of values that are one text. */
final class Scalars {

  static final Kind<String> TEXT = new ScalarKind<>("a text", Optional::of);

  static final Kind<Boolean> FLAG = new ScalarKind<>("true or false", Scalars::flag);

  static final Kind<Integer> INTEGER =
      new ScalarKind<>("a whole number", text -> whole(text).flatMap(Scalars::small));

  static final Kind<Long> LONG = new ScalarKind<>("a whole number", Scalars::whole);

  static final Kind<Double> NUMBER = new ScalarKind<>("a number", Scalars::number);

  static final Kind<Duration> DURATION = new DurationKind();

  static final Kind<Long> SIZE = new ScalarKind<>("a size, as 64MiB or 500kB", Quantities::bytes);

  static final Kind<Integer> SMALL_SIZE =
      new ScalarKind<>(
          "a size below 2GiB, as 64MiB or 500kB",
          text -> Quantities.bytes(text).flatMap(Scalars::small));

  static final Kind<Path> PATH = new ScalarKind<>("a path", Scalars::path);

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");

  private Scalars() {}

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Long> whole(String text) {
    return WHOLE.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static Optional<Integer> small(long number) {
    return number == (int) number ? Optional.of((int) number) : Optional.empty();
  }

  private static Optional<Double> number(String text) {
    return DECIMAL.matcher(text).matches()
        ? Optional.of(Double.parseDouble(text))
        : Optional.empty();
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }
}
