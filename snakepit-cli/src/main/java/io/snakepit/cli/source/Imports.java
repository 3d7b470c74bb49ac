package io.snakepit.cli.source;

import java.util.SortedSet;
import java.util.TreeSet;

/** The classes that a source names, by their simple names where these are free. */
final class Imports {

  private static final String LANG = "java.lang.";

  private final String taken;
  private final SortedSet<String> imported = new TreeSet<>();

  /**
   * Begins with none.
   *
   * @param taken the simple name of the interface itself
   */
  Imports(String taken) {
    this.taken = taken;
  }

  /** What to call a class in the source. */
  String name(String qualified) {
    String simple = qualified.substring(qualified.lastIndexOf('.') + 1);
    if (simple.equals(taken)) {
      return qualified;
    }
    if (!qualified.startsWith(LANG)) {
      imported.add(qualified);
    }
    return simple;
  }

  /** The lines that import what was named so far; empty for none. */
  String lines() {
    StringBuilder lines = new StringBuilder();
    imported.forEach(name -> lines.append("import ").append(name).append(";\n"));
    return lines.toString();
  }
}
