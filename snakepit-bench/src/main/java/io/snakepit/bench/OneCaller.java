package io.snakepit.bench;

import io.snakepit.api.Snakepit;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** One thread that calls and waits. */
final class OneCaller implements Contender {

  private final Wiring wiring;
  private final Snakepit pit;

  OneCaller(Wiring wiring, String python, Path tools) {
    this.wiring = wiring;
    this.pit = wiring.start(python, tools, 0);
  }

  @Override
  public String name() {
    return wiring.toString();
  }

  @Override
  public void run(int operations, Histogram nanos) {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      if (pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class) != 5) {
        throw new IllegalStateException("wrong answer");
      }
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  @Override
  public void close() {
    pit.close();
  }
}
