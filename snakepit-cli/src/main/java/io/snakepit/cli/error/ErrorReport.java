package io.snakepit.cli.error;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.ToolException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.cli.log.LogDetail;
import io.snakepit.cli.output.OutputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** An error as one block of text: what, where and why, and the tool's own traceback. */
public final class ErrorReport {

  private ErrorReport() {}

  /**
   * Writes the block, with Java's stack trace where everything is to be seen.
   *
   * @return lines without a line end after the last
   */
  public static String of(Throwable failure) {
    StringBuilder text = new StringBuilder("error: ").append(headline(failure));
    String traceback = traceback(failure);
    if (traceback != null) {
      text.append('\n').append(traceback.stripTrailing());
    }
    if (LogDetail.isEverything()) {
      text.append('\n').append(stackTrace(failure));
    }
    return text.toString();
  }

  private static String headline(Throwable failure) {
    if (failure instanceof SnakepitException known) {
      return withCode(known.getMessage() + suggestions(known), known.code());
    }
    if (failure instanceof UsageException || failure instanceof OutputException) {
      return String.valueOf(failure.getMessage());
    }
    return "unexpected " + failure + " (a defect of Snakepit; --verbose shows where)";
  }

  /** The code belongs to the first line, below which a dead worker's last words may stand. */
  private static String withCode(String text, ErrorCode code) {
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    return first + " [" + code + "]" + text.substring(first.length());
  }

  /** What to try instead: the nearest names, unless the message has them already. */
  private static String suggestions(SnakepitException failure) {
    if (failure instanceof InvalidCallException invalid && !invalid.suggestions().isEmpty()) {
      return String.valueOf(failure.getMessage()).contains("did you mean")
          ? ""
          : "; did you mean '" + String.join("' or '", invalid.suggestions()) + "'?";
    }
    if (failure.code() == ErrorCode.UNKNOWN_TOOL) {
      return "; snakepit tools lists those that there are";
    }
    return failure.code() == ErrorCode.STREAM_REQUIRED ? "; snakepit stream does that" : "";
  }

  private static @Nullable String traceback(Throwable failure) {
    if (failure instanceof ToolException tool) {
      return tool.traceback();
    }
    if (failure instanceof WorkerStartException start) {
      return start.traceback();
    }
    return null;
  }

  private static String stackTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString().stripTrailing();
  }
}
