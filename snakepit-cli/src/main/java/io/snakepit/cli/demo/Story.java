package io.snakepit.cli.demo;

import io.snakepit.cli.output.ResultOutput;
import io.snakepit.cli.terminal.TerminalFeatures;
import java.util.Locale;

/** What is told on standard output, chapter by chapter. */
final class Story {

  private static final String BOLD = "\u001B[1m";
  private static final String PLAIN = "\u001B[0m";

  private final ResultOutput output;
  private final boolean hasColor;
  private int chapters;

  Story(ResultOutput output) {
    this.output = output;
    this.hasColor = TerminalFeatures.ofProcess().hasColor();
  }

  void title(String text) {
    output.printLine(bold(text));
  }

  void chapter(String text) {
    chapters++;
    output.printLine("");
    output.printLine(bold(chapters + "  " + text));
  }

  /** Tells one line, in the form of {@link String#format}. */
  void tell(String format, Object... arguments) {
    output.printLine("   " + String.format(Locale.ROOT, format, arguments));
  }

  private String bold(String text) {
    return hasColor ? BOLD + text + PLAIN : text;
  }
}
