package io.snakepit.core.text;

import java.util.Locale;

/** Names of Java's as other languages write them. */
public final class SnakeCase {

  private SnakeCase() {}

  /**
   * Turns {@code loadModel} and {@code parseHTMLPage} to {@code load_model}, {@code
   * parse_html_page}.
   */
  public static String of(String camelCase) {
    return camelCase
        .replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "_")
        .toLowerCase(Locale.ROOT);
  }
}
