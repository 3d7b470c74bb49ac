package io.snakepit.cli.terminal;

import java.util.Locale;

/**
 * Shows how far something is: a bar that fills on a terminal, and a line at each quarter in a log
 * file. Safe for use by several threads.
 */
public final class ProgressBar implements AutoCloseable {

  private static final int WIDTH = 28;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
  private static final int QUARTERS = 4;

  private final StatusLine line;
  private final String title;
  private final long total;
  private int quartersTold;

  /**
   * Shows nothing yet.
   *
   * @param total how much there is to do, positive
   */
  public ProgressBar(StatusLine line, String title, long total) {
    this.line = line;
    this.title = title;
    this.total = total;
  }

  /**
   * Shows how far it is.
   *
   * @param done how much is done, at most the total
   * @param note what else to say, may be empty
   */
  public synchronized void update(long done, String note) {
    if (line.isLive()) {
      line.show(text(done, note));
      return;
    }
    int quarters = (int) (QUARTERS * done / total);
    if (quarters > quartersTold) {
      quartersTold = quarters;
      line.println(
          String.format(Locale.ROOT, "  %s %3d%%  %s", title, percent(done), note).stripTrailing());
    }
  }

  private String text(long done, String note) {
    return String.format(Locale.ROOT, "  %s ▕%s▏%3d%%  %s", title, bar(done), percent(done), note)
        .stripTrailing();
  }

  private long percent(long done) {
    return 100 * done / total;
  }

  private String bar(long done) {
    long eighths = 8L * WIDTH * done / total;
    int full = (int) (eighths / 8);
    String bar = "█".repeat(full);
    if (full < WIDTH) {
      bar += EIGHTHS.charAt((int) (eighths % 8));
      bar += " ".repeat(WIDTH - full - 1);
    }
    return bar;
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    line.clear();
  }
}
