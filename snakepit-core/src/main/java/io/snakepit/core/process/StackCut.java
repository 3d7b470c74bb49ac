package io.snakepit.core.process;

/**
 * Of a stack with the newest frame first, leaves out all but the newest: a deep one would push the
 * line where the thread is out of the last lines. So does it with what names all that was loaded.
 * For one thread.
 */
final class StackCut {

  /** How Python ends the line above such a stack. */
  private static final String NEWEST_FIRST = "(most recent call first):";

  /** How Python begins the line that it writes below the stacks of a crash. */
  private static final String LOADED = "Extension modules: ";

  private static final int MOST_FRAMES = 20;
  private static final int NO_STACK = -1;

  private final int frames;
  private int left = NO_STACK;

  /**
   * Creates it.
   *
   * @param lines how many lines there is room for
   */
  StackCut(int lines) {
    this.frames = Math.max(0, Math.min(MOST_FRAMES, lines - 1));
  }

  /** Whether the next line is to be kept. */
  boolean keeps(String line) {
    if (line.startsWith(LOADED)) {
      return false;
    }
    if (line.endsWith(NEWEST_FIRST)) {
      left = frames;
    } else if (!line.startsWith(" ")) {
      left = NO_STACK;
    } else if (left == 0) {
      return false;
    } else if (left > 0) {
      left--;
    }
    return true;
  }
}
