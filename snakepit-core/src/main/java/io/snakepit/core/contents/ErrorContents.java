package io.snakepit.core.contents;

import io.snakepit.api.CallCancelledException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.ToolException;
import io.snakepit.api.ToolInfo;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.text.Counts;
import io.snakepit.core.text.Suggestions;
import io.snakepit.core.text.Words;
import io.snakepit.spi.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors on their way through the wire, in both directions. */
public final class ErrorContents {

  private static final int MOST_CHARACTERS = 10_000;

  /** Written, a character takes up to six bytes, and there is more in a frame than one text. */
  private static final int BYTES_PER_CHARACTER = 16;

  private ErrorContents() {}

  /**
   * Makes the exception that an error of a worker's stands for; also when the error itself can't be
   * read.
   *
   * @param error null for an adapter that breaks its promise to bring it
   * @param tool the tool that was called
   * @param known the tools that the worker named in its hello
   */
  public static SnakepitException toException(
      Codec codec, @Nullable Payload error, String tool, List<ToolInfo> known) {
    if (error == null) {
      return unreadable("there is none", tool);
    }
    try {
      if (codec.decode(error, ErrorMessage.class) instanceof ErrorMessage message) {
        return toException(message, tool, known);
      }
      return unreadable("it is null", tool);
    } catch (RuntimeException | Error fault) { // thrown on, it would be no outcome
      return unreadable(Words.of(fault), tool);
    }
  }

  private static SnakepitException unreadable(String why, String tool) {
    return new ToolException(
        ErrorCode.TOOL_RAISED, tool, "", "the worker's error can't be read: " + why, null);
  }

  private static SnakepitException toException(
      ErrorMessage error, String tool, List<ToolInfo> known) {
    return switch (error.code() == null ? "" : error.code()) {
      case "UNKNOWN_TOOL" -> unknownTool(error, tool, known);
      case "INVALID_ARGUMENT" ->
          new InvalidCallException(
              ErrorCode.INVALID_ARGUMENT,
              "tool '" + tool + "': " + error.aboutArgument(),
              error.parameter(),
              List.of());
      case "STREAM_REQUIRED" ->
          new InvalidCallException(
              ErrorCode.STREAM_REQUIRED,
              "tool '" + tool + "' streams its results: call it with executeStream",
              null,
              List.of());
      case "MALFORMED_PAYLOAD" ->
          new InvalidCallException(
              ErrorCode.MALFORMED_PAYLOAD,
              "the worker can't read the arguments of tool '" + tool + "': " + error.words(),
              null,
              List.of());
      case "CANCELLED" ->
          new CallCancelledException(
              ErrorCode.CANCELLED, "the call of tool '" + tool + "' was cancelled");
      case "TOOL_EXITED" -> failed(ErrorCode.TOOL_EXITED, error, tool);
      case "UNREPRESENTABLE_RESULT" -> failed(ErrorCode.UNREPRESENTABLE_RESULT, error, tool);
      case "RESULT_TOO_LARGE" -> failed(ErrorCode.RESULT_TOO_LARGE, error, tool);
      default -> failed(ErrorCode.TOOL_RAISED, error, tool);
    };
  }

  /**
   * The worker knows best what is near, what nobody wrote, and why there is nothing; else its hello
   * has to do.
   */
  private static InvalidCallException unknownTool(
      ErrorMessage error, String tool, List<ToolInfo> known) {
    List<String> nearest = error.nearest();
    if (!error.hasLooked()) {
      List<String> others =
          known.stream().map(ToolInfo::name).filter(name -> !name.equals(tool)).toList();
      nearest = Suggestions.nearest(tool, others);
    }
    String message =
        error.hasLooked() && nearest.isEmpty() && !error.messageText().isBlank()
            ? error.messageText()
            : "there is no tool '" + tool + "'" + Suggestions.sentence(tool, nearest);
    return new InvalidCallException(ErrorCode.UNKNOWN_TOOL, message, null, nearest);
  }

  private static ToolException failed(ErrorCode code, ErrorMessage error, String tool) {
    return new ToolException(code, tool, error.typeName(), error.messageText(), error.traceback());
  }

  /**
   * Says that a host tool failed.
   *
   * @param frameBytes the largest answer that the worker takes
   */
  public static Payload hostToolFailed(Codec codec, Throwable failure, int frameBytes) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("code", "HOST_TOOL_FAILED");
    error.put("type", failure.getClass().getName());
    error.put("message", sendable(messageOf(failure), frameBytes));
    return codec.encode(error, "error");
  }

  /** The application's code may write it, and fail at that. */
  private static String messageOf(Throwable failure) {
    try {
      String message = failure.getMessage();
      return message == null ? "" : message;
    } catch (RuntimeException | Error another) {
      return "(its message can't be had: " + another.getClass().getName() + ")";
    }
  }

  /**
   * Says that there is no such host tool.
   *
   * @param frameBytes the largest answer that the worker takes
   */
  public static Payload unknownHostTool(
      Codec codec, String name, Collection<String> known, int frameBytes) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("code", "UNKNOWN_HOST_TOOL");
    error.put("message", sendable("there is no host tool '" + name + "'", frameBytes));
    error.put("suggestions", Suggestions.nearest(name, known));
    return codec.encode(error, "error");
  }

  /**
   * A message that fits a frame, and has no lone surrogate. Of a long one the middle is left out:
   * where failures are passed on from call to call, the first cause stands at the end.
   */
  private static String sendable(String message, int frameBytes) {
    String fitting = bounded(message, Math.min(MOST_CHARACTERS, frameBytes / BYTES_PER_CHARACTER));
    // what UTF-8 can't carry becomes a question mark
    return new String(fitting.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** A text of about so many characters at most, of which the middle is left out. */
  static String bounded(String message, int most) {
    int leftOut = message.length() - most;
    if (leftOut <= 0) {
      return message;
    }
    int half = most / 2;
    return message.substring(0, half)
        + " … "
        + Counts.of(leftOut, "character")
        + " left out … "
        + message.substring(half + leftOut);
  }
}
