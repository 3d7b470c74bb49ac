package io.snakepit.api;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The tool ran and failed. {@link #getMessage()} has type and message; the traceback is kept as
 * text, and is the cause as well, so that a printed stack trace ends with the tool's own.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ToolException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /** The type of the exception on the worker's side. */
  private final String type;

  /** The message on the worker's side. */
  private final String toolMessage;

  /** The traceback, or null. */
  private final @Nullable String traceback;

  /**
   * Creates the exception.
   *
   * @param code {@code TOOL_RAISED}, {@code TOOL_EXITED}, {@code UNREPRESENTABLE_RESULT} or {@code
   *     RESULT_TOO_LARGE}
   * @param tool the tool's name
   * @param type the type of the exception in the tool's language, qualified, as {@code ValueError};
   *     with {@code UNREPRESENTABLE_RESULT} that of the value
   * @param toolMessage its message
   * @param traceback where it was raised, several lines, or null
   */
  public ToolException(
      ErrorCode code, String tool, String type, String toolMessage, @Nullable String traceback) {
    super(
        code,
        "tool '" + tool + "' failed" + words(code, type, toolMessage),
        ToolTraceback.of(traceback));
    this.type = type;
    this.toolMessage = toolMessage;
    this.traceback = traceback;
  }

  private static String words(ErrorCode code, String type, String toolMessage) {
    if (toolMessage.isEmpty()) {
      return type.isEmpty() ? ", and didn't say why" : ": " + type;
    }
    boolean typed = !type.isEmpty() && code != ErrorCode.UNREPRESENTABLE_RESULT;
    return ": " + (typed ? type + ": " : "") + toolMessage;
  }

  /**
   * The type of the exception in the tool's language; with {@code UNREPRESENTABLE_RESULT} that of
   * the value that can't be sent.
   *
   * @return qualified name, as {@code ValueError} or {@code my_module.MyError}; may be empty
   */
  public String type() {
    return type;
  }

  /**
   * The message of the exception, without its type.
   *
   * @return the message, may be empty
   */
  public String toolMessage() {
    return toolMessage;
  }

  /**
   * Where it was raised.
   *
   * @return several lines in the form of the tool's language, or null when there is none
   */
  public @Nullable String traceback() {
    return traceback;
  }
}
