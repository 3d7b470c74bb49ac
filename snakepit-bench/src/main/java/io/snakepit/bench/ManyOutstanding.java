package io.snakepit.bench;

import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/** One thread that keeps a number of calls under way; each takes from call to answer. */
final class ManyOutstanding implements Contender {

  private record UnderWay(CompletableFuture<Result> answer, long begin) {}

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
  public void run(int operations, Histogram nanos) {
    ArrayDeque<UnderWay> underWay = new ArrayDeque<>(outstanding);
    for (int made = 0; made < operations || !underWay.isEmpty(); ) {
      if (made < operations && underWay.size() < outstanding) {
        long begin = System.nanoTime();
        underWay.add(new UnderWay(pit.executeAsync("add", Map.of("a", 2, "b", 3)), begin));
        made++;
      } else {
        UnderWay oldest = underWay.remove();
        if (oldest.answer().join().as(Integer.class) != 5) {
          throw new IllegalStateException("wrong answer");
        }
        nanos.recordValue(System.nanoTime() - oldest.begin());
      }
    }
  }

  @Override
  public void close() {
    pit.close();
  }
}
