package io.snakepit.bench;

import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** A batch of calls of one worker, from the first call to the last answer. */
final class SideBySide implements Contender {

  private final String name;
  private final String tool;
  private final int calls;
  private final Snakepit pit;

  /**
   * Starts the worker.
   *
   * @param calls how many are a batch
   * @param concurrency how many of them it runs at once
   */
  SideBySide(String name, String tool, int calls, int concurrency, String python, Path tools) {
    this.name = name;
    this.tool = tool;
    this.calls = calls;
    this.pit =
        Snakepit.builder()
            .pool(
                "bench",
                pool ->
                    pool.adapter("stdio")
                        .runtimeOption("python", python)
                        .tools(tools)
                        .concurrency(concurrency))
            .start();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run(int operations, Histogram nanos) {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      List<CompletableFuture<Result>> batch =
          Stream.generate(() -> pit.executeAsync(tool, Map.of())).limit(calls).toList();
      batch.forEach(CompletableFuture::join);
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  @Override
  public void close() {
    pit.close();
  }
}
