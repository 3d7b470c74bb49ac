package io.snakepit.core.contents;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.WorkerStartException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An error, as it travels. Every field may be absent. */
record ErrorMessage(
    @Nullable String code,
    @Nullable String type,
    @Nullable String message,
    @Nullable String traceback,
    @Nullable String path,
    @Nullable String parameter,
    @Nullable String expected,
    @Nullable List<@Nullable String> suggestions) {

  /** That says nothing. */
  static final ErrorMessage NONE = new ErrorMessage(null, null, null, null, null, null, null, null);

  /** What our workers say is never longer, in whatever letters; others may send a whole frame. */
  private static final int MOST_CHARACTERS = 2 * 65_536;

  private static final Set<ErrorCode> START_CODES =
      EnumSet.of(
          ErrorCode.TOOLS_NOT_FOUND,
          ErrorCode.TOOLS_FAILED,
          ErrorCode.NO_TOOLS,
          ErrorCode.DUPLICATE_TOOL,
          ErrorCode.NO_COMMON_CODEC,
          ErrorCode.STARTUP_FAILED);

  /** Bounds what is kept, logged and passed on for as long as the exception is. */
  ErrorMessage {
    type = bounded(type);
    message = bounded(message);
    traceback = bounded(traceback);
  }

  private static @Nullable String bounded(@Nullable String words) {
    return words == null ? null : ErrorContents.bounded(words, MOST_CHARACTERS);
  }

  /** What it says for people; never empty. */
  String words() {
    if (message != null && !message.isBlank()) {
      return message;
    }
    return type != null && !type.isBlank() ? type : "the worker gave no message";
  }

  /** The message of the exception; empty when it had none. */
  String messageText() {
    return message == null ? "" : message;
  }

  /** The type of the exception; empty when there was none. */
  String typeName() {
    return type == null ? "" : type;
  }

  /** The nearest names. */
  List<String> nearest() {
    return Absent.without(suggestions);
  }

  /** Whether it has looked for them, found or not. */
  boolean hasLooked() {
    return suggestions != null;
  }

  /** What is wrong with an argument: the worker's sentence, or one of the parts it gave. */
  String aboutArgument() {
    if (message != null && !message.isBlank()) {
      return message;
    }
    return "argument '" + parameter + "': expected " + expected + ", found " + type;
  }

  /** What it means when it ended a start. */
  WorkerStartException cannotStart() {
    ErrorCode known =
        START_CODES.stream()
            .filter(start -> start.name().equals(code))
            .findFirst()
            .orElse(ErrorCode.WORKER_START_FAILED);
    return new WorkerStartException(known, words(), traceback, null);
  }
}
