package io.snakepit.cli.source;

import static io.snakepit.api.ValueKind.DATE;
import static io.snakepit.api.ValueKind.DECIMAL;
import static io.snakepit.api.ValueKind.FLOAT;
import static io.snakepit.api.ValueKind.INTEGER;
import static io.snakepit.api.ValueKind.LIST;
import static io.snakepit.api.ValueKind.NDARRAY;
import static io.snakepit.api.ValueKind.NULL;
import static io.snakepit.api.ValueKind.SET;
import static io.snakepit.api.ValueKind.STRING;
import static io.snakepit.api.ValueKind.TIME;
import static io.snakepit.api.ValueKind.UUID;

import io.snakepit.api.ValueKind;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Java types of hints. The notation names what is inside of containers; what a value is on the
 * whole is what its kinds say, which know the classes behind the names.
 */
final class HintTypes {

  /** The kinds of a hint that takes several, and which of them its results are. */
  private static final Map<Set<ValueKind>, ValueKind> MAIN =
      Map.of(
          Set.of(SET, LIST), SET,
          Set.of(DATE, STRING), DATE,
          Set.of(TIME, STRING), TIME,
          Set.of(DECIMAL, INTEGER, STRING), DECIMAL,
          Set.of(UUID, STRING), UUID,
          Set.of(NDARRAY, LIST), NDARRAY);

  private HintTypes() {}

  /**
   * Finds the type of a value.
   *
   * @param notation the hint in its author's notation
   * @param kinds what the value can be; empty means anything
   * @return empty when the hint doesn't tell
   */
  static Optional<JavaType> of(String notation, Collection<ValueKind> kinds) {
    Set<ValueKind> present = EnumSet.noneOf(ValueKind.class);
    present.addAll(kinds);
    boolean nullable = present.remove(NULL);
    Hint hint = HintReader.read(notation).withoutNone();
    Optional<ValueKind> named = HintKinds.of(hint).filter(present::contains);
    return named
        .flatMap(kind -> typed(kind, hint.arguments()))
        .or(() -> main(hint, present).flatMap(kind -> typed(kind, List.of())))
        .map(type -> type.orNull(nullable));
  }

  private static Optional<ValueKind> main(Hint hint, Set<ValueKind> kinds) {
    if (kinds.size() == 1) {
      return Optional.of(kinds.iterator().next());
    }
    if (kinds.equals(Set.of(FLOAT, INTEGER))) {
      return Optional.of(FLOAT);
    }
    return hint.isUnion() ? Optional.empty() : Optional.ofNullable(MAIN.get(kinds));
  }

  private static Optional<JavaType> typed(ValueKind kind, List<Hint> inside) {
    return switch (kind) {
      case BOOLEAN -> simple("java.lang.Boolean");
      case INTEGER -> simple("java.lang.Long");
      case FLOAT -> simple("java.lang.Double");
      case STRING -> simple("java.lang.String");
      case BYTES -> simple(JavaType.BYTES);
      case DATE -> simple("java.time.LocalDate");
      case TIME -> simple("java.time.LocalTime");
      case DURATION -> simple("java.time.Duration");
      case DECIMAL -> simple("java.math.BigDecimal");
      case UUID -> simple("java.util.UUID");
      case NDARRAY -> simple("io.snakepit.api.NdArray");
      case LIST -> Optional.of(JavaType.of("java.util.List", common(inside)));
      case SET -> Optional.of(JavaType.of("java.util.Set", common(inside)));
      case MAP -> Optional.of(map(inside));
      case DATETIME, NULL -> Optional.empty(); // with a zone or without: two types of Java's
    };
  }

  private static Optional<JavaType> simple(String name) {
    return Optional.of(JavaType.of(name));
  }

  private static JavaType map(List<Hint> inside) {
    return inside.size() == 2
        ? JavaType.of("java.util.Map", member(inside.get(0)), member(inside.get(1)))
        : JavaType.of("java.util.Map", JavaType.of("java.lang.String"), JavaType.OBJECT);
  }

  /** The one type of all elements, which those of a tuple needn't have. */
  private static JavaType common(List<Hint> inside) {
    List<JavaType> types =
        inside.stream()
            .filter(hint -> !hint.name().equals("..."))
            .map(HintTypes::member)
            .distinct()
            .toList();
    return types.size() == 1 ? types.get(0) : JavaType.OBJECT;
  }

  private static JavaType member(Hint hint) {
    Hint present = hint.withoutNone();
    return HintKinds.of(present)
        .flatMap(kind -> typed(kind, present.arguments()))
        .orElse(JavaType.OBJECT)
        .orNull(hint.takesNone());
  }
}
