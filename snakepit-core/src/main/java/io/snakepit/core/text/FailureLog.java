package io.snakepit.core.text;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Logs what code of the application's threw. */
public final class FailureLog {

  private FailureLog() {}

  /**
   * Logs a failure with its stack; without it where the failure can't be written, since its words
   * are the application's code, too. Who logs has something to do that matters more.
   *
   * @param message as the logger takes it, with {@code {}} for each argument
   */
  public static void log(
      Logger logger, Level level, Throwable failure, String message, Object... arguments) {
    try {
      logger.atLevel(level).setCause(failure).log(message, arguments);
    } catch (RuntimeException | Error unspeakable) {
      logger.atLevel(level).log(message + ": {}", with(arguments, Words.of(failure)));
    }
  }

  private static Object[] with(Object[] arguments, Object last) {
    Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = last;
    return all;
  }
}
