package io.snakepit.core.pool;

import io.snakepit.api.PoolStats;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens in a pool. Told where it happens, calls also under the dispatcher's lock:
 * each of these is quick and throws nothing.
 */
final class PoolCounters {

  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder started = new LongAdder();
  private final LongAdder failedStarts = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder killed = new LongAdder();

  void callAccepted() {
    accepted.increment();
  }

  void callRefused() {
    refused.increment();
  }

  void callRetried() {
    retried.increment();
  }

  void callEnded(PendingCall call, @Nullable SnakepitException failure) {
    // a session whose worker is gone has ended with it: nobody is told that this was a failure
    boolean good = failure == null || call.spec().tool().equals(CallSpec.SESSION_END);
    (good ? succeeded : failed).increment();
  }

  void workerStarted() {
    started.increment();
  }

  void startFailed() {
    failedStarts.increment();
  }

  /** Told by whoever learns of its end, before those are told who wait for what it ran. */
  void workerLost(PooledWorker worker) {
    boolean wasKilled = worker.killing() != null;
    if ((wasKilled || !worker.isRetired()) && worker.isFirstCounted()) {
      (wasKilled ? killed : lost).increment();
    }
  }

  PoolStats snapshot(int configured, Dispatcher.Load load) {
    return new PoolStats(
        configured,
        load.workers(),
        load.idle(),
        load.running(),
        load.queued(),
        load.queuedBytes(),
        accepted.sum(),
        refused.sum(),
        succeeded.sum(),
        failed.sum(),
        retried.sum(),
        started.sum(),
        failedStarts.sum(),
        lost.sum(),
        killed.sum());
  }
}
