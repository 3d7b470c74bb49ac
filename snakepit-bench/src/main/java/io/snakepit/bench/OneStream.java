package io.snakepit.bench;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * One stream and its consumer, who takes each chunk as it comes. What is recorded is the time from
 * one chunk to the next.
 */
final class OneStream implements Contender {

  private final Wiring wiring;
  private final int size;
  private final Snakepit pit;

  /**
   * Starts a worker.
   *
   * @param size bytes of a chunk; 0 for small integers instead
   */
  OneStream(Wiring wiring, int size, PythonSide python, Path tools) {
    this.wiring = wiring;
    this.size = size;
    this.pit = wiring.start(python.interpreter(), tools, 0);
  }

  @Override
  public String name() {
    return wiring.toString();
  }

  @Override
  public void run(int operations, Histogram nanos) {
    Call call =
        size == 0
            ? Call.of("count").args(Map.of("n", operations))
            : Call.of("blocks").args(Map.of("n", operations, "size", size));
    int chunks = 0;
    long begin = System.nanoTime();
    try (ResultStream stream = pit.executeStream(call)) {
      for (Result chunk : stream) {
        check(chunk, chunks++);
        long now = System.nanoTime();
        nanos.recordValue(now - begin);
        begin = now;
      }
    }
    if (chunks != operations) {
      throw new IllegalStateException(chunks + " chunks instead of " + operations);
    }
  }

  private void check(Result chunk, int index) {
    boolean right =
        size == 0 ? chunk.as(Integer.class) == index : chunk.as(byte[].class).length == size;
    if (!right) {
      throw new IllegalStateException("wrong chunk");
    }
  }

  @Override
  public void close() {
    pit.close();
  }
}
