package io.snakepit.python;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told of commands that take long, and of those that fail. */
final class CommandReports {

  private static final Logger LOGGER = LoggerFactory.getLogger(PythonRuntime.LOGGER_NAME);

  private static final int LINES_SHOWN = 12;
  private static final int STEP_CHARACTERS = 100;

  private CommandReports() {}

  /** Logs now and then that something goes on, with the command's last line. */
  static CommandRunner.Watcher progress(String doing) {
    return (elapsed, lines) ->
        LOGGER.info("still {} after {} s{}", doing, rounded(elapsed), lastStep(lines));
  }

  /** What failed, how the command ended, and its last lines. */
  static String failure(String what, CommandOutput output) {
    String lines = String.join("\n  ", output.last(LINES_SHOWN));
    return what + " (" + output.ending() + (lines.isEmpty() ? ")" : "):\n  " + lines);
  }

  /**
   * Seconds since then.
   *
   * @param start of {@link System#nanoTime}
   */
  static long seconds(long start) {
    return rounded(Duration.ofNanos(System.nanoTime() - start));
  }

  /** What pip does now; its complaints aren't progress. */
  private static String lastStep(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.startsWith("WARNING:"))
        .reduce((earlier, later) -> later)
        .map(line -> ": " + line.substring(0, Math.min(line.length(), STEP_CHARACTERS)))
        .orElse("");
  }

  private static long rounded(Duration duration) {
    return Math.round(duration.toMillis() / 1000.0);
  }
}
