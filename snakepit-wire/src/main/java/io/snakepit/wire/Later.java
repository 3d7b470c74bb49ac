package io.snakepit.wire;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

/** Runs something short after a while; the tests' seam for time. */
@FunctionalInterface
interface Later {

  Later ON_COMMON_POOL = (millis, task) -> delayedExecutor(millis, MILLISECONDS).execute(task);

  void run(long millis, Runnable task);
}
