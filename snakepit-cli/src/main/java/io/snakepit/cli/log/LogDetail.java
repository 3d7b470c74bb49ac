package io.snakepit.cli.log;

/** How much of what is logged the person wants to see. To be chosen before anything is logged. */
public enum LogDetail {
  /**
   * What a command needs to be understood: what tools print and log, environments being built. What
   * happens to workers isn't among it, since the command's own error block tells it.
   */
  COMMAND("warn", "error"),
  /** The same, with what happens to workers. */
  STORY("warn", "warn"),
  /** Everything, with the names of the loggers. */
  EVERYTHING("debug", "debug");

  private static volatile LogDetail chosen = COMMAND;

  private final String level;
  private final String coreLevel;

  LogDetail(String level, String coreLevel) {
    this.level = level;
    this.coreLevel = coreLevel;
  }

  /** Makes this the detail from now on. */
  public void choose() {
    chosen = this;
    set("defaultLogLevel", level);
    set("log.io.snakepit.core", coreLevel);
    set("log.io.snakepit.python", this == EVERYTHING ? level : "info");
    // Of what workers log and print they send only what this logger lets through.
    set("log.snakepit.worker", this == EVERYTHING ? level : "info");
  }

  private static void set(String key, String level) {
    System.setProperty("org.slf4j.simpleLogger." + key, level);
  }

  /** Whether nothing is to be left out. */
  public static boolean isEverything() {
    return chosen == EVERYTHING;
  }
}
