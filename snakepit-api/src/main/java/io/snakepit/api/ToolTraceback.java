package io.snakepit.api;

/** Has a tool's traceback printed below the Java stack of its {@link ToolException}. */
final class ToolTraceback extends Exception {

  private static final long serialVersionUID = 1L;

  ToolTraceback(String traceback) {
    super(traceback, null, false, false);
  }

  /** The traceback alone: it begins with a heading of its own. */
  @SuppressWarnings("OverrideThrowableToString") // the message would follow the name of the class
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
