package io.snakepit.bench;

import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Ends the only worker of a pool, and takes the time from there to the first reply of the next. */
final class Replacement implements Contender {

  private final String name;
  private final Snakepit pit;

  /**
   * Starts the pool.
   *
   * @param preload the runtime's option
   */
  Replacement(String name, String python, Path tools, String preload) {
    this.name = name;
    this.pit =
        Snakepit.builder()
            .pool(
                "bench",
                pool ->
                    pool.adapter("stdio")
                        .runtimeOption("python", python)
                        .runtimeOption("preload", preload)
                        .tools(tools))
            .start();
    add(); // a worker that ends without having served is no healthy one
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run(int operations, Histogram nanos) {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      try {
        pit.execute("leave", Map.of());
        throw new IllegalStateException("the worker is still there");
      } catch (WorkerCrashedException ended) {
        add();
      }
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  private void add() {
    if (pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class) != 5) {
      throw new IllegalStateException("wrong answer");
    }
  }

  @Override
  public void close() {
    pit.close();
  }
}
