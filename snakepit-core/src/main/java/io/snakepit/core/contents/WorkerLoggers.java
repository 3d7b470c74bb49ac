package io.snakepit.core.contents;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The loggers that workers' records go to. */
final class WorkerLoggers {

  private static final String ROOT = "snakepit.worker";

  /** Far more than a program has. */
  private static final int MOST = 10_000;

  private static final int LONGEST_NAME = 500;

  private static final WorkerLoggers ALL = new WorkerLoggers(MOST);

  private final Map<String, Logger> known = new ConcurrentHashMap<>();
  private final int most;

  /** Logging libraries keep a logger for ever, and a worker may name as many as it likes. */
  WorkerLoggers(int most) {
    this.most = most;
  }

  /** The logger for one of the worker's; that of all workers for one too many. */
  static Logger of(String name) {
    return ALL.named(name);
  }

  Logger named(String name) {
    Logger logger = known.get(name);
    if (logger != null) {
      return logger;
    }
    boolean isOneTooMany = known.size() >= most || name.length() > LONGEST_NAME;
    return name.isEmpty() || isOneTooMany
        ? LoggerFactory.getLogger(ROOT)
        : known.computeIfAbsent(name, key -> LoggerFactory.getLogger(ROOT + "." + key));
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
