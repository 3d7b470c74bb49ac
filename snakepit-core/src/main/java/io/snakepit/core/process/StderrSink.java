package io.snakepit.core.process;

/** Receives what a process writes to its descriptor 2. */
public interface StderrSink {

  /** How many lines to keep for the obituary; 0 for none. Asked once. */
  int keptLines();

  /**
   * One line, without its end. Bytes that aren't UTF-8 are replaced; what exceeds 8 KiB is cut off
   * and counted. Called on the one thread that reads this process's stderr: while it blocks, so
   * does a process that writes much.
   */
  void onLine(String line);
}
