package io.snakepit.cli.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads hints as their authors wrote them. What isn't understood becomes a name that is unknown.
 */
final class HintReader {

  private static final Pattern NAME = Pattern.compile("[\\w.]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Hint NONE = new Hint("None", List.of());

  private HintReader() {}

  /** Reads a hint. */
  static Hint read(String text) {
    String hint = text.strip();
    List<String> members = split(hint, '|');
    if (members.size() > 1) {
      return Hint.union(members.stream().map(HintReader::read).toList());
    }
    int bracket = hint.indexOf('[');
    if (bracket < 0 || !hint.endsWith("]") || !isName(hint.substring(0, bracket))) {
      return new Hint(isName(hint) ? withoutModule(hint) : hint, List.of());
    }
    List<Hint> arguments =
        split(hint.substring(bracket + 1, hint.length() - 1), ',').stream()
            .map(HintReader::read)
            .toList();
    return form(withoutModule(hint.substring(0, bracket)), arguments);
  }

  private static Hint form(String name, List<Hint> arguments) {
    if (arguments.isEmpty()) {
      return new Hint(name, arguments);
    }
    return switch (name) {
      case "Optional" -> Hint.union(List.of(arguments.get(0), NONE));
      case "Union" -> Hint.union(arguments);
      case "Annotated" -> arguments.get(0);
      default -> new Hint(name, arguments);
    };
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches() && !text.endsWith(".");
  }

  private static String withoutModule(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The parts between separators that stand outside of brackets and quotes; blank ones aside. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int index = 0; index < text.length(); index++) {
      char letter = text.charAt(index);
      if (letter == '\'' || letter == '"') {
        index = endOfQuote(text, index);
      } else if ("([{".indexOf(letter) >= 0) {
        depth++;
      } else if (")]}".indexOf(letter) >= 0) {
        depth--;
      } else if (letter == separator && depth == 0) {
        parts.add(text.substring(start, index));
        start = index + 1;
      }
    }
    parts.add(text.substring(start));
    parts.removeIf(String::isBlank);
    return parts;
  }

  private static int endOfQuote(String text, int start) {
    for (int index = start + 1; index < text.length(); index++) {
      if (text.charAt(index) == '\\') {
        index++;
      } else if (text.charAt(index) == text.charAt(start)) {
        return index;
      }
    }
    return text.length();
  }
}
