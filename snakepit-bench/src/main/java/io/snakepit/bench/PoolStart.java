package io.snakepit.bench;

import io.snakepit.api.Snakepit;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Starts a pool of one worker, with everything that belongs to it, and makes one call. */
record PoolStart(Wiring wiring, String python, Path tools) implements Contender {

  @Override
  public String name() {
    return wiring.toString();
  }

  @Override
  public void run(int operations, Histogram nanos) {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      try (Snakepit pit = wiring.start(python, tools, 0)) {
        if (pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class) != 5) {
          throw new IllegalStateException("wrong answer");
        }
        nanos.recordValue(System.nanoTime() - begin);
      }
    }
  }

  @Override
  public void close() {
    // nothing is kept
  }
}
