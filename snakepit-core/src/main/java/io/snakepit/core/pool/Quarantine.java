package io.snakepit.core.pool;

import io.snakepit.api.TimeoutConfig;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends workers that don't stop running a call nobody waits for (S3). A worker that runs other calls
 * beside it gets no new ones, is replaced now, and stays for its neighbours, for a bounded time.
 */
final class Quarantine {

  private final Dispatcher dispatcher;
  private final TimeoutConfig timeouts;
  private final Timer timer;
  private final Map<PooledWorker, Stay> stays = new ConcurrentHashMap<>();
  private volatile Consumer<PooledWorker> replace = worker -> {};

  /**
   * For what a worker stays.
   *
   * @param overdue what doesn't stop
   * @param neighbours what runs beside it; there come no more
   * @param reason why it ends
   * @param longest ends it in any case
   */
  private record Stay(
      WorkerAttempt overdue, List<WorkerAttempt> neighbours, String reason, Scheduled longest) {

    boolean isOver() {
      return neighbours.stream().allMatch(neighbour -> neighbour.call().isEnded());
    }
  }

  Quarantine(Dispatcher dispatcher, TimeoutConfig timeouts, Timer timer) {
    this.dispatcher = dispatcher;
    this.timeouts = timeouts;
    this.timer = timer;
  }

  /** Sets who starts a replacement for a worker that is not gone yet. */
  void onQuarantine(Consumer<PooledWorker> starter) {
    replace = starter;
  }

  /** An attempt has run for too long that nobody had set a time for. */
  void overdue(WorkerAttempt attempt) {
    CallSpec call = attempt.call().spec();
    if (attempt.endsSession() && call.session() != null) {
      end(
          attempt,
          "session '"
              + call.session().key()
              + "' did not end within "
              + Spans.millis(timeouts.call())
              + " ms (timeouts.call)");
    } else {
      overdue(attempt, "after its outcome");
    }
  }

  /**
   * An attempt that was to end has used up its grace.
   *
   * @param since why it was to end, as "after …"
   */
  void overdue(WorkerAttempt attempt, String since) {
    end(
        attempt,
        "tool '"
            + attempt.call().spec().tool()
            + "' did not stop within "
            + Spans.millis(timeouts.cancelGrace())
            + " ms (timeouts.cancel-grace) "
            + since);
  }

  private void end(WorkerAttempt attempt, String reason) {
    List<WorkerAttempt> running = dispatcher.condemn(attempt);
    if (running.isEmpty()) { // it has settled just in time
      return;
    }
    PooledWorker worker = attempt.worker();
    List<WorkerAttempt> neighbours =
        running.stream()
            .filter(other -> other != attempt && other.isStarted() && !other.call().isEnded())
            .filter(other -> !Ancestors.areRelated(other, attempt))
            .toList();
    if (neighbours.isEmpty()) {
      forget(worker);
      worker.killHung(reason, attempt.call().failure());
      return;
    }
    replace.accept(worker);
    stays.computeIfAbsent(
        worker,
        same ->
            new Stay(
                attempt,
                neighbours,
                reason,
                timer.schedule(Spans.nanos(timeouts.drain()), () -> endStay(worker))));
    settled(worker); // the last of them may have been faster
  }

  /** A call on a worker has settled: perhaps the last that it was there for. */
  void settled(PooledWorker worker) {
    Stay stay = stays.get(worker);
    if (stay != null && stay.isOver()) {
      endStay(worker);
    }
  }

  private void endStay(PooledWorker worker) {
    Stay stay = forget(worker);
    if (stay != null && !worker.isDead()) { // else it died by itself, and that is what is told
      worker.killHung(stay.reason(), stay.overdue().call().failure());
    }
  }

  private @Nullable Stay forget(PooledWorker worker) {
    Stay stay = stays.remove(worker);
    if (stay != null) {
      stay.longest().cancel();
    }
    return stay;
  }
}
