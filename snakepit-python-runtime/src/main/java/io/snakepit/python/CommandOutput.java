package io.snakepit.python;

import java.util.List;
import java.util.OptionalInt;

/**
 * How a command ended.
 *
 * @param exitCode its exit code; empty when its time ran out and it was killed
 * @param lines its last lines, both streams together
 */
record CommandOutput(OptionalInt exitCode, List<String> lines) {

  /** Copies the list. */
  CommandOutput {
    lines = List.copyOf(lines);
  }

  boolean succeeded() {
    return exitCode.isPresent() && exitCode.getAsInt() == 0;
  }

  /** How it ended, in words. */
  String ending() {
    return exitCode.isPresent() ? "exit code " + exitCode.getAsInt() : "no end within its time";
  }

  /** The last so many lines. */
  List<String> last(int count) {
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }
}
