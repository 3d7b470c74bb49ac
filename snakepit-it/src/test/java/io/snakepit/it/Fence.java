package io.snakepit.it;

/**
 * A fenced block of a page.
 *
 * @param page the page's name
 * @param line the number of its first line there
 * @param language what stands behind the fence
 * @param text its lines
 * @param isRun whether it is run, not only compiled
 */
record Fence(String page, int line, String language, String text, boolean isRun) {

  /** Begins the comment on the line above a block that can't be run here; it goes on with why. */
  static final String NOT_RUN = "<!-- not run: ";

  /** Its place, for people. */
  String place() {
    return page + ":" + line;
  }

  /** Whether pytest runs it. */
  boolean isPythonTest() {
    return language.equals("python") && text.contains("def test_");
  }
}
