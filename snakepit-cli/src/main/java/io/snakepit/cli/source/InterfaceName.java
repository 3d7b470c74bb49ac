package io.snakepit.cli.source;

import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * The name of an interface.
 *
 * @param packageName empty for none
 * @param simpleName the name without its package
 */
public record InterfaceName(String packageName, String simpleName) {

  /** What is allowed as a name, but not as a type's. */
  private static final Set<String> NO_TYPES = Set.of("permits", "record", "sealed", "var", "yield");

  /**
   * Reads a qualified name.
   *
   * @throws IllegalArgumentException when no type can have it
   */
  public static InterfaceName of(String qualified) {
    int dot = qualified.lastIndexOf('.');
    String simple = qualified.substring(dot + 1);
    if (!SourceVersion.isName(qualified, SourceVersion.RELEASE_17) || NO_TYPES.contains(simple)) {
      throw new IllegalArgumentException(
          "'" + qualified + "' is not the name of a Java interface, as com.acme.Model");
    }
    return new InterfaceName(dot < 0 ? "" : qualified.substring(0, dot), simple);
  }
}
