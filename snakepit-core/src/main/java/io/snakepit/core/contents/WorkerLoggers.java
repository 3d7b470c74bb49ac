package io.snakepit.core.contents;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The loggers that workers' records go to. */
final class WorkerLoggers {

  private static final String ROOT = "snakepit.worker";

  private WorkerLoggers() {}

  /** The logger for one of the worker's. */
  static Logger of(String name) {
    return LoggerFactory.getLogger(name.isEmpty() ? ROOT : ROOT + "." + name);
  }

  /**
   * The least level that is worth sending: what the logger of all workers lets through. What is
   * printed to stderr is a warning and always wanted, for obituaries.
   */
  static String level() {
    Logger root = LoggerFactory.getLogger(ROOT);
    for (Level level : new Level[] {Level.TRACE, Level.DEBUG, Level.INFO}) {
      if (root.isEnabledForLevel(level)) {
        return level.name();
      }
    }
    return Level.WARN.name();
  }
}
