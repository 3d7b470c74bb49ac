package io.snakepit.core.contents;

import io.snakepit.api.ValueException;
import io.snakepit.core.codec.Codec;
import io.snakepit.spi.Payload;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** Brings what workers log to SLF4J: logger {@code snakepit.worker.} and the worker's own name. */
public final class LogContents {

  private static final String WORKER = "snakepit.worker";
  private static final String CALL = "snakepit.call";
  private static final String TOOL = "snakepit.tool";
  private static final String STDERR = "stderr";

  private record Message(
      @Nullable String level, @Nullable String logger, @Nullable String message) {}

  private LogContents() {}

  /**
   * Logs a record of a worker's. Whatever is wrong with it, nothing is thrown.
   *
   * @param call the call that it belongs to; 0 when there is none
   * @param tool what that call runs, when it is known
   * @return the lines that tell what the worker may die of: what it printed to its stderr, and its
   *     warnings and errors
   */
  public static List<String> forward(
      Codec codec, Payload log, String worker, long call, @Nullable String tool) {
    try {
      if (codec.decode(log, Message.class) instanceof Message message) {
        write(message, worker, call, tool);
        return possibleLastWords(message);
      }
    } catch (ValueException fault) {
      WorkerLoggers.of("").warn("worker {} sent a log record that can't be read", worker, fault);
    }
    return List.of();
  }

  /** Logs a line from the worker's stderr that belongs to no call. */
  public static void forwardLine(String line, String worker) {
    write(new Message(Level.WARN.name(), STDERR, line), worker, 0, null);
  }

  /** Whether lines from stderr get into the log. */
  public static boolean areLinesLogged() {
    return WorkerLoggers.of(STDERR).isWarnEnabled();
  }

  private static void write(Message message, String worker, long call, @Nullable String tool) {
    put(WORKER, worker);
    put(CALL, call == 0 ? null : Long.toString(call));
    put(TOOL, tool);
    try {
      WorkerLoggers.of(message.logger() == null ? "" : message.logger())
          .atLevel(level(message.level()))
          .log(message.message() == null ? "" : message.message());
    } finally {
      MDC.remove(WORKER);
      MDC.remove(CALL);
      MDC.remove(TOOL);
    }
  }

  private static List<String> possibleLastWords(Message message) {
    String text = message.message() == null ? "" : message.message();
    if (STDERR.equals(message.logger())) {
      return List.of(text);
    }
    Level level = level(message.level());
    boolean warns = level.toInt() >= Level.WARN.toInt();
    return warns ? (level + " " + message.logger() + ": " + text).lines().toList() : List.of();
  }

  private static void put(String key, @Nullable String value) {
    if (value != null) {
      MDC.put(key, value);
    }
  }

  private static Level level(@Nullable String name) {
    return Arrays.stream(Level.values())
        .filter(level -> level.name().equals(name))
        .findFirst()
        .orElse(Level.INFO);
  }
}
