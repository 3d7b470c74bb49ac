package io.snakepit.cli.status;

import io.snakepit.api.PoolMXBean;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A pool in lines for people. */
public final class PoolText {

  private PoolText() {}

  /**
   * Asks a pool.
   *
   * @return lines without a line end after the last
   */
  public static String of(PoolMXBean pool) {
    long queuedBytes = pool.getQueuedBytes();
    return format(
            "pool '%s': workers %d of %d, idle %d; calls running %d, queued %d (%d %s)\n",
            pool.getName(),
            pool.getReadyWorkers(),
            pool.getConfiguredWorkers(),
            pool.getIdleWorkers(),
            pool.getRunningCalls(),
            pool.getQueuedCalls(),
            queuedBytes,
            queuedBytes == 1 ? "byte" : "bytes")
        + outage(pool.getOutage())
        + format(
            "  since its start: calls accepted %d, refused %d, succeeded %d, failed %d, made again"
                + " %d; workers started %d, not started %d, lost %d, killed %d\n",
            pool.getAcceptedCalls(),
            pool.getRefusedCalls(),
            pool.getSucceededCalls(),
            pool.getFailedCalls(),
            pool.getRetriedCalls(),
            pool.getStartedWorkers(),
            pool.getFailedStarts(),
            pool.getLostWorkers(),
            pool.getKilledWorkers())
        + WorkerTable.of(pool.getWorkers()).indent(2).stripTrailing();
  }

  private static String outage(@Nullable String outage) {
    return outage == null ? "" : "  OUTAGE: " + outage + "\n";
  }

  private static String format(String form, Object... figures) {
    return String.format(Locale.ROOT, form, figures);
  }
}
