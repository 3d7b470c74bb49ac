package io.snakepit.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** Starts a Python process that imports json and nothing else, and asks it once. */
record BareStart(String python, Path script) implements Contender {

  static final String NAME = "floor: python with json";

  @Override
  public String name() {
    return NAME;
  }

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
