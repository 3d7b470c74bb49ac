package io.snakepit.api;

import org.jspecify.annotations.Nullable;

/** Has the traceback of tool code printed below the Java stack of the error that it caused. */
final class ToolTraceback extends Exception {

  private static final long serialVersionUID = 1L;

  private ToolTraceback(String traceback) {
    super(traceback, null, false, false);
  }

  /** It as a cause; none when there is no traceback. */
  static @Nullable ToolTraceback of(@Nullable String traceback) {
    return traceback == null ? null : new ToolTraceback(traceback.strip());
  }

  /** The traceback alone: it begins with a heading of its own. */
  @SuppressWarnings("OverrideThrowableToString") // the message would follow the name of the class
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
