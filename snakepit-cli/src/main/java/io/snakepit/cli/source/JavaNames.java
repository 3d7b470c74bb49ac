package io.snakepit.cli.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;

/** Java's names for those of another language: in camelCase, allowed, and each for one alone. */
final class JavaNames {

  /** What every object has, in all its forms. */
  private static final Set<String> OBJECTS =
      Set.of(
          "clone",
          "equals",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait");

  private final Map<String, String> names = new HashMap<>();

  /**
   * Names all at once.
   *
   * @param foreign the names, in whatever order
   * @param otherwise what to call one that has no letters
   */
  JavaNames(Collection<String> foreign, String otherwise) {
    Set<String> ordered = new TreeSet<>(foreign);
    ordered.stream()
        .filter(name -> proposal(name, otherwise).equals(name))
        .forEach(name -> names.put(name, name));
    Set<String> taken = new HashSet<>(names.keySet());
    for (String name : ordered) {
      names.computeIfAbsent(name, left -> free(proposal(left, otherwise), taken));
    }
  }

  /** Java's name. */
  String of(String foreign) {
    return names.getOrDefault(foreign, foreign);
  }

  /** Whether a bound method of Java's name finds the tool by itself. */
  boolean isFound(String foreign) {
    String name = of(foreign);
    return name.equals(foreign) || snakeCase(name).equals(foreign);
  }

  private static String free(String proposal, Set<String> taken) {
    String name = proposal;
    for (int number = 2; !taken.add(name); number++) {
      name = proposal + number;
    }
    return name;
  }

  private static String proposal(String foreign, String otherwise) {
    StringBuilder name = new StringBuilder();
    boolean begins = false;
    for (int letter : foreign.codePoints().toArray()) {
      if (!isLetter(letter)) {
        begins = !name.isEmpty();
        continue;
      }
      name.appendCodePoint(begins ? Character.toTitleCase(letter) : letter);
      begins = false;
    }
    if (name.isEmpty() || !Character.isJavaIdentifierStart(name.codePointAt(0))) {
      name.insert(0, otherwise);
    }
    String whole = name.toString();
    return SourceVersion.isName(whole, SourceVersion.RELEASE_17) && !OBJECTS.contains(whole)
        ? whole
        : whole + "_";
  }

  private static boolean isLetter(int letter) {
    return Character.isJavaIdentifierPart(letter)
        && !Character.isIdentifierIgnorable(letter)
        && letter != '_'
        && letter != '$';
  }

  /** As {@code bind} reads the names of methods. */
  private static String snakeCase(String camelCase) {
    return camelCase
        .replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "_")
        .toLowerCase(Locale.ROOT);
  }
}
