package io.snakepit.core.pool;

import io.snakepit.api.Obituary;
import io.snakepit.core.contents.LogContents;

/** An obituary as it is logged: the log has the worker's last words already, as they came. */
final class LoggedObituary {

  /** Not worth to be looked for further up. */
  private static final int FEW = 3;

  private LoggedObituary() {}

  /** One line, and few more, or all where the lines as they came aren't let through. */
  static String text(Obituary obituary) {
    int lines = obituary.stderr().size();
    String whole = obituary.text();
    return lines <= FEW || !LogContents.areLinesLogged()
        ? whole
        : whole.substring(0, whole.indexOf('\n'))
            + " the "
            + lines
            + " lines that snakepit.worker has logged";
  }
}
