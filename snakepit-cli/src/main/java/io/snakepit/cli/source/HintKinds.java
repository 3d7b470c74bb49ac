package io.snakepit.cli.source;

import io.snakepit.api.ValueKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The kinds of value that names of Python's classes usually stand for. */
final class HintKinds {

  private static final Pattern TEXT = Pattern.compile("(?s)['\"].*['\"]");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");
  private static final Pattern TRUTH = Pattern.compile("True|False");
  private static final Set<String> NUMBERS = Set.of("int", "float");
  private static final Map<String, ValueKind> KINDS = new HashMap<>();

  static {
    names(ValueKind.BOOLEAN, "bool");
    names(ValueKind.INTEGER, "int");
    names(ValueKind.FLOAT, "float");
    names(ValueKind.STRING, "str");
    names(ValueKind.BYTES, "bytes", "bytearray");
    names(ValueKind.DATE, "date");
    names(ValueKind.TIME, "time");
    names(ValueKind.DATETIME, "datetime");
    names(ValueKind.DURATION, "timedelta");
    names(ValueKind.DECIMAL, "Decimal");
    names(ValueKind.UUID, "UUID");
    names(ValueKind.NDARRAY, "ndarray", "NDArray");
    names(ValueKind.LIST, "list", "List", "tuple", "Tuple", "Sequence", "MutableSequence");
    names(ValueKind.LIST, "Collection", "Iterable", "Reversible", "Container");
    names(ValueKind.SET, "set", "Set", "frozenset", "FrozenSet", "AbstractSet", "MutableSet");
    names(ValueKind.MAP, "dict", "Dict", "Mapping", "MutableMapping");
  }

  private HintKinds() {}

  /** The kind of a hint without None; empty when its names don't tell. */
  static Optional<ValueKind> of(Hint hint) {
    if (hint.name().equals("Literal")) {
      return literal(hint.arguments());
    }
    // an int is right where a float is asked for
    return hint.isUnion() && hint.arguments().stream().map(Hint::name).allMatch(NUMBERS::contains)
        ? Optional.of(ValueKind.FLOAT)
        : Optional.ofNullable(KINDS.get(hint.name()));
  }

  private static Optional<ValueKind> literal(List<Hint> choices) {
    if (all(choices, TEXT)) {
      return Optional.of(ValueKind.STRING);
    }
    if (all(choices, NUMBER)) {
      return Optional.of(ValueKind.INTEGER);
    }
    return all(choices, TRUTH) ? Optional.of(ValueKind.BOOLEAN) : Optional.empty();
  }

  private static boolean all(List<Hint> choices, Pattern pattern) {
    return !choices.isEmpty()
        && choices.stream().allMatch(choice -> pattern.matcher(choice.name()).matches());
  }

  private static void names(ValueKind kind, String... names) {
    for (String name : names) {
      KINDS.put(name, kind);
    }
  }
}
