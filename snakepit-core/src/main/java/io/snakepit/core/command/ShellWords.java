package io.snakepit.core.command;

import io.snakepit.api.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a command line into words, with the quotes of a POSIX shell and nothing else of it. */
final class ShellWords {

  private static final String ESCAPABLE_IN_QUOTES = "\\\"$`\n";

  private final String line;
  private final List<String> words = new ArrayList<>();

  /** The word in the making; null between words, for a word may be empty. */
  private @Nullable StringBuilder word;

  private int at;

  private ShellWords(String line) {
    this.line = line;
  }

  /**
   * Splits at blanks, tabs and line ends outside of quotes.
   *
   * @throws ConfigurationException when a quote isn't closed or nothing follows a backslash
   */
  static List<String> split(String line) {
    ShellWords shell = new ShellWords(line);
    while (shell.at < line.length()) {
      shell.next(line.charAt(shell.at++));
    }
    shell.endWord();
    return List.copyOf(shell.words);
  }

  private void next(char letter) {
    switch (letter) {
      case ' ', '\t', '\r', '\n' -> endWord();
      case '\'' -> singleQuoted();
      case '"' -> doubleQuoted();
      case '\\' -> word().append(escaped());
      default -> word().append(letter);
    }
  }

  private StringBuilder word() {
    StringBuilder open = word;
    if (open == null) {
      open = new StringBuilder();
      word = open;
    }
    return open;
  }

  private void endWord() {
    if (word != null) {
      words.add(word.toString());
      word = null;
    }
  }

  private void singleQuoted() {
    int end = line.indexOf('\'', at);
    if (end < 0) {
      throw unclosed(at - 1);
    }
    word().append(line, at, end);
    at = end + 1;
  }

  private void doubleQuoted() {
    StringBuilder open = word();
    int start = at - 1;
    while (at < line.length()) {
      char letter = line.charAt(at++);
      if (letter == '"') {
        return;
      }
      boolean escapes =
          letter == '\\' && at < line.length() && ESCAPABLE_IN_QUOTES.indexOf(line.charAt(at)) >= 0;
      open.append(escapes ? escaped() : letter);
    }
    throw unclosed(start);
  }

  private char escaped() {
    if (at == line.length()) {
      throw new ConfigurationException("nothing follows the last backslash of: " + line);
    }
    return line.charAt(at++);
  }

  private ConfigurationException unclosed(int start) {
    return new ConfigurationException(
        "the quote at character " + (start + 1) + " isn't closed: " + line);
  }
}
