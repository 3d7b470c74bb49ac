package io.snakepit.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Lines that stay, and one at the bottom that is replaced over and over, on a stream that several
 * threads write to. Without a terminal there is no bottom line: whoever has one to show asks {@link
 * #isLive()} first.
 */
public final class StatusLine {

  private static final StatusLine STDERR =
      new StatusLine(
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
          TerminalFeatures.ofProcess().isLive());

  private static final String CLEAR = "\r\u001B[K";

  // A row that wrapped would stay when the next line is shown; how wide the terminal is, is
  // unknown.
  private static final String NO_WRAP = "\u001B[?7l";
  private static final String WRAP = "\u001B[?7h";

  private final PrintStream out;
  private final boolean live;
  private String status = "";

  StatusLine(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  /** The process's standard error. */
  public static StatusLine stderr() {
    return STDERR;
  }

  /** Whether a bottom line can be shown. */
  public boolean isLive() {
    return live;
  }

  /** Writes a text that stays, one line or several. */
  public synchronized void println(String text) {
    if (status.isEmpty()) {
      out.println(text);
    } else {
      out.print(CLEAR + text + System.lineSeparator() + status);
      out.flush();
    }
  }

  /** Replaces the bottom line; does nothing without a terminal. */
  public synchronized void show(String line) {
    if (live) {
      status = NO_WRAP + line + WRAP;
      out.print(CLEAR + status);
      out.flush();
    }
  }

  /** Takes the bottom line away. */
  public synchronized void clear() {
    if (!status.isEmpty()) {
      status = "";
      out.print(CLEAR);
      out.flush();
    }
  }
}
