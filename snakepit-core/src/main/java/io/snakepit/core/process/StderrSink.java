package io.snakepit.core.process;

import java.util.function.Consumer;

/** Receives what a process writes to its descriptor 2. */
public interface StderrSink {

  /**
   * Makes one.
   *
   * @param keptLines how many lines to keep for the obituary; 0 for none
   * @param lines receives each line
   */
  static StderrSink of(int keptLines, Consumer<String> lines) {
    return new StderrSink() {
      @Override
      public int keptLines() {
        return keptLines;
      }

      @Override
      public void onLine(String line) {
        lines.accept(line);
      }
    };
  }

  /** How many lines to keep for the obituary; 0 for none. Asked once. */
  int keptLines();

  /**
   * One line, without its end. Bytes that aren't UTF-8 are replaced; what exceeds 8 KiB is cut off
   * and counted. Called on the one thread that reads this process's stderr: while it blocks, so
   * does a process that writes much.
   */
  void onLine(String line);
}
