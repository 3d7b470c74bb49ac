package io.snakepit.cli.log;

import io.snakepit.cli.terminal.StatusLine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stream that slf4j-simple writes to. It turns lines for developers into lines for the person
 * in front of the terminal, what tools print into exactly what they printed, and keeps all of them
 * above a progress bar that may be there.
 */
public final class LogStream extends PrintStream {

  private static final Pattern LINE = Pattern.compile("(\\w+) (\\S+) - (.*)", Pattern.DOTALL);
  private static final String PRINTS = "snakepit.worker.std";

  private final StatusLine terminal;

  LogStream(StatusLine terminal) {
    super(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    this.terminal = terminal;
  }

  /** Sends the log to stderr, as little of it as a command needs. */
  public static void install() {
    System.setErr(new LogStream(StatusLine.stderr()));
    LogDetail.COMMAND.choose();
  }

  @Override
  public void println(@Nullable String line) {
    terminal.println(LogDetail.isEverything() ? String.valueOf(line) : plain(String.valueOf(line)));
  }

  static String plain(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return line;
    }
    String message = matcher.group(3);
    if (matcher.group(2).startsWith(PRINTS)) {
      return message;
    }
    return switch (matcher.group(1)) {
      case "WARN" -> "warning: " + message;
      case "ERROR" -> "error: " + message;
      default -> message;
    };
  }
}
