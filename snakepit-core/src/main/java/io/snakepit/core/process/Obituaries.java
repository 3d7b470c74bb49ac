package io.snakepit.core.process;

import io.snakepit.api.Obituary;
import io.snakepit.spi.ProcessExit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes obituaries: what the adapter saw, and what the process left behind. */
public final class Obituaries {

  private static final long PATIENCE_SECONDS = 1;
  private static final long IDLE_SECONDS = 10;
  private static final String SUBJECT = "the worker ";

  /** The thread that the JDK has for this never ends, and keeps its first user's class loader. */
  private static final ScheduledThreadPoolExecutor bounds = bounds();

  private Obituaries() {}

  /**
   * Writes one. Waits at most a second in all for the exit status and the end of stderr.
   *
   * @param worker its id
   * @param process its process; null for one that isn't Snakepit's to watch
   * @param since how many lines it had written to stderr before those that count
   * @param seen why it is gone, as its adapter saw it or as its pool decided; may be empty
   * @param running the tools it was running
   * @param age how long it lived
   * @param calls how many calls it had completed
   * @param residentBytes its memory when last measured
   * @return never fails
   */
  public static CompletionStage<Obituary> write(
      String worker,
      @Nullable LaunchedProcess process,
      long since,
      String seen,
      List<String> running,
      Duration age,
      long calls,
      OptionalLong residentBytes) {
    if (process == null) {
      return CompletableFuture.completedStage(
          new Obituary(
              worker,
              predicate(seen),
              OptionalInt.empty(),
              null,
              List.of(),
              running,
              age,
              calls,
              residentBytes));
    }
    CompletableFuture<ProcessExit> exit = process.exit().toCompletableFuture();
    return bounded(CompletableFuture.allOf(exit, process.stderrDrained().toCompletableFuture()))
        .thenApply(
            ignored -> {
              ProcessExit known = exit.getNow(null);
              return new Obituary(
                  worker,
                  known == null ? predicate(seen) : reason(process, known, seen),
                  known == null ? OptionalInt.empty() : known.code(),
                  known == null ? null : known.signal(),
                  process.stderrTail(since),
                  running,
                  age,
                  calls,
                  residentBytes);
            });
  }

  private static CompletionStage<?> bounded(CompletableFuture<?> all) {
    if (!all.isDone()) {
      try {
        Future<?> bound =
            bounds.schedule(() -> all.complete(null), PATIENCE_SECONDS, TimeUnit.SECONDS);
        all.whenComplete((known, failure) -> bound.cancel(false));
      } catch (OutOfMemoryError noThread) {
        all.complete(null);
      }
    }
    return all;
  }

  private static ScheduledThreadPoolExecutor bounds() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "snakepit-obituaries");
              thread.setDaemon(true);
              thread.setContextClassLoader(null);
              return thread;
            });
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /** A process that was killed here ended for the reason that it was killed for. */
  private static String reason(LaunchedProcess process, ProcessExit exit, String seen) {
    if (process.wasKilled() && !seen.isBlank()) {
      return predicate(seen);
    }
    String how = process.wasKilled() ? "was killed by Snakepit" : process.describe(exit);
    return seen.isBlank() || seen.contains(exit.describe()) ? how : how + " (" + seen + ")";
  }

  /** The text of an obituary begins with the worker: this is what comes after. */
  private static String predicate(String seen) {
    if (seen.isBlank()) {
      return "is gone";
    }
    return seen.startsWith(SUBJECT) ? seen.substring(SUBJECT.length()) : seen;
  }
}
