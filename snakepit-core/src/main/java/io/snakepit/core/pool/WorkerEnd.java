package io.snakepit.core.pool;

import io.snakepit.core.adapter.AdapterCalls;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.Worker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a pool ends a worker: it asks it to exit, or kills it and keeps why. */
final class WorkerEnd {

  private static final Logger logger = LoggerFactory.getLogger(WorkerEnd.class);

  /** A worker writes its stacks in a few milliseconds, and is replaced so much later. */
  private static final long STACKS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final String id;
  private final Worker worker;
  private final @Nullable LaunchedProcess process;
  private final Timer timer;
  private final AtomicReference<@Nullable Killing> killing = new AtomicReference<>();
  private volatile boolean retired;

  // guarded by this
  private boolean told;
  private @Nullable Scheduled doubt;

  WorkerEnd(String id, Worker worker, @Nullable LaunchedProcess process, Timer timer) {
    this.id = id;
    this.worker = worker;
    this.process = process;
    this.timer = timer;
  }

  /** Whether it was asked to exit. */
  boolean isRetired() {
    return retired;
  }

  /** Why it was killed; null when it wasn't. */
  @Nullable Killing killing() {
    return killing.get();
  }

  /** Asks it to exit. */
  void retire(Duration grace) {
    retired = true;
    stop(Spans.bounded(grace));
  }

  /** Ends it by force; the first reason is kept. */
  void kill(String reason, @Nullable Throwable because) {
    killing.compareAndSet(null, new Killing(reason, because));
    stop(Duration.ZERO);
  }

  /**
   * Ends by force one that doesn't stop; before, it shows what its threads do, if it can: that is
   * in its obituary.
   */
  void killHung(String reason, @Nullable Throwable because) {
    killing.compareAndSet(null, new Killing(reason, because));
    if (showStacks()) {
      timer.schedule(STACKS_NANOS, () -> stop(Duration.ZERO));
    } else {
      stop(Duration.ZERO);
    }
  }

  /** Kills one that gets no calls any more, and would keep its place for ever. */
  synchronized void killUnlessTold() {
    if (!told && doubt == null) {
      doubt =
          timer.schedule(
              AdapterCalls.PATIENCE.toNanos(),
              () ->
                  kill(
                      "its adapter said that it is gone, and doesn't tell its end (Worker.lost)",
                      null));
    }
  }

  /** Its end was told. */
  synchronized void told() {
    told = true;
    if (doubt != null) {
      doubt.cancel(); // it keeps all of the worker
    }
  }

  /** Has its process show what its threads do; false when it can't. */
  boolean showStacks() {
    return process != null && process.showStacks();
  }

  /** Never throws: who has one worker ended has others, and calls, to look after. */
  private void stop(Duration grace) {
    try {
      worker.stop(grace);
    } catch (RuntimeException | Error broken) {
      logger.warn("the adapter of worker {} can't stop it", id, broken);
      if (process != null) {
        process.kill();
      }
    }
  }
}
