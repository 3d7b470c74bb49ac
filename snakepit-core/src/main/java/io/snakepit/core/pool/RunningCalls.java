package io.snakepit.core.pool;

import io.snakepit.core.call.PendingCall;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps a pool's workers busy, for who waits for one. */
final class RunningCalls {

  private static final int MOST_NAMED = 3;

  private RunningCalls() {}

  /**
   * Names a few: those of the session that a call waits in, then those that have run longest.
   *
   * @return a part of a sentence, with what goes before it; empty when nothing runs
   */
  static String text(PendingCall waiting, List<WorkerAttempt> attempts) {
    List<Running> running =
        attempts.stream()
            .filter(WorkerAttempt::isRunning)
            .map(attempt -> Running.of(attempt, waiting))
            .sorted(Comparator.comparing(Running::isOther).thenComparing(Running::age))
            .toList();
    if (running.isEmpty()) {
      return "";
    }
    String named =
        running.stream().limit(MOST_NAMED).map(Running::text).collect(Collectors.joining(", "));
    int more = running.size() - MOST_NAMED;
    return "; running: " + named + (more > 0 ? ", and " + more + " more" : "");
  }

  /** One that runs, as it was when it was asked: what is sorted mustn't change meanwhile. */
  private record Running(WorkerAttempt attempt, boolean isOther, long nanos) {

    static Running of(WorkerAttempt attempt, PendingCall waiting) {
      Object session = waiting.spec().session();
      boolean isOwn = session != null && session == attempt.call().spec().session();
      return new Running(attempt, !isOwn, attempt.nanosSinceBegin());
    }

    /** The longest first. */
    long age() {
      return -nanos;
    }

    String text() {
      return "'"
          + attempt.call().spec().tool()
          + "' on "
          + attempt.worker().id()
          + " for "
          + Math.round(nanos / 1e8) / 10.0
          + " s";
    }
  }
}
