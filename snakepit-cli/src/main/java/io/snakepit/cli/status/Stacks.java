package io.snakepit.cli.status;

import io.snakepit.api.PoolMXBean;
import io.snakepit.api.WorkerMXData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** What workers are busy with, by their own word. */
public final class Stacks {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** How Python ends the line above a stack. */
  private static final String HEADING = "(most recent call first):";

  private Stacks() {}

  /**
   * Has them written, and waits for a moment until those that were asked have done so; some never
   * will, as a process that is stopped. An interrupt of this thread ends the waiting.
   */
  public static void write(List<PoolMXBean> pools) {
    Map<String, Long> before = headings(pools);
    int asked = pools.stream().mapToInt(PoolMXBean::showStacks).sum();
    long begin = System.nanoTime();
    Map<String, Long> last = before;
    while (System.nanoTime() - begin < PATIENCE.toNanos()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      Map<String, Long> now = headings(pools);
      if (now.equals(last) && written(before, now) >= asked) {
        return;
      }
      last = now;
    }
  }

  /** How many stacks there are in the last lines of each worker. */
  private static Map<String, Long> headings(List<PoolMXBean> pools) {
    return pools.stream()
        .flatMap(pool -> pool.getWorkers().stream())
        .collect(
            Collectors.toMap(
                WorkerMXData::getId,
                worker -> worker.getStderr().stream().filter(l -> l.endsWith(HEADING)).count(),
                Long::sum)); // ids are of one Snakepit; a JVM may have several
  }

  private static long written(Map<String, Long> before, Map<String, Long> now) {
    return now.entrySet().stream()
        .filter(worker -> worker.getValue() > before.getOrDefault(worker.getKey(), 0L))
        .count();
  }

  /**
   * What the workers of a pool wrote last.
   *
   * @return for each that wrote anything its id, and below it the lines; none ends with a line end
   */
  public static String text(PoolMXBean pool) {
    return pool.getWorkers().stream()
        .filter(worker -> !worker.getStderr().isEmpty())
        .map(
            worker ->
                "stderr of "
                    + worker.getId()
                    + ":\n"
                    + String.join("\n", worker.getStderr()).indent(2).stripTrailing())
        .collect(Collectors.joining("\n"));
  }
}
