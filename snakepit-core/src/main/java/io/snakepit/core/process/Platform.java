package io.snakepit.core.process;

import java.util.Locale;

/** What this JVM runs on. */
final class Platform {

  private static final String NAME = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

  static final boolean IS_LINUX = NAME.startsWith("linux");
  static final boolean IS_WINDOWS = NAME.startsWith("windows");

  private Platform() {}
}
