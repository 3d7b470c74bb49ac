package io.snakepit.bench;

import io.snakepit.api.Snakepit;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** One thread that keeps a number of calls under way; each takes from call to answer. */
final class ManyOutstanding implements Contender {

  private final Wiring wiring;
  private final int outstanding;
  private final Snakepit pit;

  ManyOutstanding(Wiring wiring, int outstanding, String python, Path tools) {
    this.wiring = wiring;
    this.outstanding = outstanding;
    this.pit = wiring.start(python, tools, outstanding / wiring.workers());
  }

  @Override
  public String name() {
    return wiring.toString();
  }

  @Override
  public void run(int operations, Histogram nanos) throws Exception {
    UnderWay.keep(
        outstanding,
        operations,
        () -> pit.executeAsync("add", Map.of("a", 2, "b", 3)),
        result -> result.as(Integer.class),
        nanos);
  }

  @Override
  public void close() {
    pit.close();
  }
}
