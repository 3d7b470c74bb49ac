package io.snakepit.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines of a process's output, bounded in lines and in characters. */
final class OutputTail {

  private static final int MAX_LINES = 100;
  private static final int MAX_LINE_CHARACTERS = 2_000;

  private final Deque<String> lines = new ArrayDeque<>();
  private final StringBuilder unfinished = new StringBuilder();

  synchronized void append(char[] characters, int count) {
    for (int i = 0; i < count; i++) {
      char character = characters[i];
      if (character == '\n' || character == '\r') {
        endLine();
      } else if (unfinished.length() < MAX_LINE_CHARACTERS) {
        unfinished.append(character);
      }
    }
  }

  /** The lines kept, the unfinished one included; no blank ones. */
  synchronized List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (!unfinished.toString().isBlank()) {
      all.add(unfinished.toString());
    }
    return all;
  }

  private void endLine() {
    if (!unfinished.toString().isBlank()) {
      lines.addLast(unfinished.toString());
      if (lines.size() > MAX_LINES) {
        lines.removeFirst();
      }
    }
    unfinished.setLength(0);
  }
}
