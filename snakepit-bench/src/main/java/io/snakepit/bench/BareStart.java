package io.snakepit.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/**
 * Starts a Python process that imports what it needs and nothing else, and asks it once.
 *
 * @param name the name in the table
 * @param python the interpreter
 * @param script what it runs
 */
record BareStart(String name, String python, Path script) implements Contender {

  @Override
  public void run(int operations, Histogram nanos) throws IOException {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      try (PipeFloor floor = new PipeFloor(python, script)) {
        floor.run(1, new Histogram(1));
        nanos.recordValue(System.nanoTime() - begin);
      }
    }
  }

  @Override
  public void close() {
    // nothing is kept
  }
}
