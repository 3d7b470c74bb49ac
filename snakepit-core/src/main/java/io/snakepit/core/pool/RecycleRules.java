package io.snakepit.core.pool;

import io.snakepit.api.RecycleConfig;
import io.snakepit.core.time.Spans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a worker has served long enough. */
final class RecycleRules {

  private static final Logger logger = LoggerFactory.getLogger(RecycleRules.class);
  private static final int MEBIBYTE = 20; // bits

  private final RecycleConfig config;
  private boolean told; // for the one thread at a time that asks

  RecycleRules(RecycleConfig config) {
    this.config = config;
  }

  /** Whether its calls, its age or its memory have come to their bound. */
  boolean areReachedBy(PooledWorker worker) {
    double factor = 1 + config.jitter() * worker.spread();
    return (config.afterCalls() > 0 && worker.calls() >= config.afterCalls() * factor)
        || (!config.afterAge().isZero()
            && worker.age().toNanos() >= Spans.nanos(config.afterAge()) * factor)
        || hasGrownTooLarge(worker);
  }

  /** One that is as large before its first call isn't: another in its place would be, too. */
  private boolean hasGrownTooLarge(PooledWorker worker) {
    long bytes = worker.lastMemory().orElse(0);
    if (config.aboveBytes() == 0 || bytes <= config.aboveBytes()) {
      return false;
    }
    boolean isNew = worker.calls() == 0;
    if (isNew && worker.isIdle() && !told) {
      told = true;
      logger.warn(
          "worker {} takes {} MiB before its first call, and recycle.above-bytes is {} MiB: it"
              + " isn't replaced until it has served; raise the bound, or every worker goes after a"
              + " call",
          worker,
          bytes >> MEBIBYTE,
          config.aboveBytes() >> MEBIBYTE);
    }
    return !isNew;
  }
}
