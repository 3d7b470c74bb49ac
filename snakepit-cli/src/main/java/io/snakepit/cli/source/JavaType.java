package io.snakepit.cli.source;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A type as the source of an interface names it.
 *
 * @param name the qualified name of a class, or {@link #BYTES}
 * @param arguments the type arguments
 * @param nullable whether it may be null
 */
record JavaType(String name, List<JavaType> arguments, boolean nullable) {

  static final String BYTES = "byte[]";
  static final JavaType OBJECT = of("java.lang.Object");

  private static final Map<String, String> PRIMITIVES =
      Map.of(
          "java.lang.Boolean", "boolean",
          "java.lang.Double", "double",
          "java.lang.Long", "long");

  JavaType {
    arguments = List.copyOf(arguments);
  }

  static JavaType of(String name, JavaType... arguments) {
    return new JavaType(name, List.of(arguments), false);
  }

  JavaType orNull(boolean nullable) {
    return nullable ? new JavaType(name, arguments, true) : this;
  }

  /** As the type of a parameter or a result: primitive where it can be. */
  String plain(Imports imports) {
    String primitive = nullable ? null : PRIMITIVES.get(name);
    return primitive == null ? boxed(imports) : primitive;
  }

  /** As a type argument. */
  String boxed(Imports imports) {
    if (name.equals(BYTES)) {
      return nullable ? "byte " + mark(imports) + "[]" : BYTES;
    }
    String inside =
        arguments.stream()
            .map(argument -> argument.boxed(imports))
            .collect(Collectors.joining(", "));
    String raw = imports.name(name);
    // the mark belongs to the class, before which its package may stand
    int simple = raw.lastIndexOf('.') + 1;
    return raw.substring(0, simple)
        + (nullable ? mark(imports) : "")
        + raw.substring(simple)
        + (inside.isEmpty() ? "" : "<" + inside + ">");
  }

  private static String mark(Imports imports) {
    return "@" + imports.name("org.jspecify.annotations.Nullable") + " ";
  }
}
