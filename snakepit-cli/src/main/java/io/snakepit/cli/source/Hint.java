package io.snakepit.cli.source;

import java.util.List;
import java.util.stream.Stream;

/**
 * A type hint of Python's as a tree.
 *
 * @param name the class without its module, {@link #UNION}, or as it is what isn't a name
 * @param arguments what stands in the brackets, or the members of a union
 */
record Hint(String name, List<Hint> arguments) {

  /** The name of what is one of several. */
  static final String UNION = "|";

  Hint {
    arguments = List.copyOf(arguments);
  }

  /** One of several, of which those that are unions themselves are dissolved. */
  static Hint union(List<Hint> members) {
    return new Hint(
        UNION,
        members.stream()
            .flatMap(member -> member.isUnion() ? member.arguments.stream() : Stream.of(member))
            .distinct()
            .toList());
  }

  boolean isUnion() {
    return name.equals(UNION);
  }

  boolean isNone() {
    return name.equals("None") || name.equals("NoneType");
  }

  /** Whether it is a union that has None. */
  boolean takesNone() {
    return isUnion() && arguments.stream().anyMatch(Hint::isNone);
  }

  /** Without the None of a union; what is left alone is no union any more. */
  Hint withoutNone() {
    if (!takesNone()) {
      return this;
    }
    List<Hint> others = arguments.stream().filter(member -> !member.isNone()).toList();
    return others.size() == 1 ? others.get(0) : new Hint(UNION, others);
  }
}
