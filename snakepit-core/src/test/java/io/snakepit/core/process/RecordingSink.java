package io.snakepit.core.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps all lines. */
final class RecordingSink implements StderrSink {

  final List<String> lines = new CopyOnWriteArrayList<>();
  private final int kept;

  RecordingSink(int kept) {
    this.kept = kept;
  }

  @Override
  public int keptLines() {
    return kept;
  }

  @Override
  public void onLine(String line) {
    lines.add(line);
  }
}
