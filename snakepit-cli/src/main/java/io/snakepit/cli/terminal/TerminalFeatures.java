package io.snakepit.cli.terminal;

import java.util.Map;
import java.util.Properties;

/**
 * What the terminal can do.
 *
 * @param isLive whether a line on stderr can be written over
 * @param hasColor whether text on stdout may be coloured
 */
public record TerminalFeatures(boolean isLive, boolean hasColor) {

  private static final TerminalFeatures OF_PROCESS = of(System.getenv(), System.getProperties());

  /** What holds for this process. */
  public static TerminalFeatures ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Decides.
   *
   * @param environment of the process
   * @param properties what the launcher found out: Java itself can tell of stdin and stdout
   *     together only
   */
  static TerminalFeatures of(Map<String, String> environment, Properties properties) {
    boolean capable = !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    boolean colorless = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new TerminalFeatures(
        capable && isTerminal(properties, "stderr"),
        capable && !colorless && isTerminal(properties, "stdout"));
  }

  private static boolean isTerminal(Properties properties, String stream) {
    return Boolean.parseBoolean(properties.getProperty("snakepit.terminal." + stream));
  }
}
