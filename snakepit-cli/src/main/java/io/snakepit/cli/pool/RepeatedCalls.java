package io.snakepit.cli.pool;

import io.snakepit.api.Call;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Result;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.ToolCaller;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same call many times, from several threads that wait for it as an application's would. */
public final class RepeatedCalls {

  /** More than cancelling takes, and less than the process waits for before it ends. */
  private static final long PATIENCE_SECONDS = 5;

  private final ToolCaller caller;
  private final Call call;
  private final int repeat;
  private final int callers;

  private final AtomicInteger begun = new AtomicInteger();
  private final Latencies latencies;
  private final Map<ErrorCode, Integer> failures = new TreeMap<>();
  private @Nullable SnakepitException firstFailure;

  public RepeatedCalls(ToolCaller caller, Call call, int repeat, int callers) {
    this.caller = caller;
    this.call = call;
    this.repeat = repeat;
    this.callers = Math.min(callers, repeat);
    this.latencies = new Latencies(repeat);
  }

  /**
   * How it went.
   *
   * @param text one line for people
   * @param firstFailure the first that was seen
   */
  public record Summary(String text, Optional<SnakepitException> firstFailure) {}

  /**
   * Makes the calls.
   *
   * @param onValue receives each result's value, from several threads, in the order of completion
   */
  public Summary run(Consumer<@Nullable Object> onValue) {
    long start = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int thread = 0; thread < callers; thread++) {
        ends.add(threads.submit(() -> callUntilDone(onValue)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } catch (InterruptedException interrupted) {
      endAll(threads);
      Thread.currentThread().interrupt();
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failure);
    } finally {
      threads.shutdownNow();
    }
    return summary(System.nanoTime() - start);
  }

  /** What is under way is cancelled, and counts as that. Only who prints may be held up. */
  private static void endAll(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private void callUntilDone(Consumer<@Nullable Object> onValue) {
    while (!Thread.currentThread().isInterrupted() && begun.getAndIncrement() < repeat) {
      long start = System.nanoTime();
      try (Result result = caller.execute(call)) {
        Object value = result.value();
        latencies.add(System.nanoTime() - start);
        onValue.accept(value);
      } catch (SnakepitException failure) {
        note(failure);
      }
    }
  }

  private synchronized void note(SnakepitException failure) {
    failures.merge(failure.code(), 1, Integer::sum);
    if (firstFailure == null) {
      firstFailure = failure;
    }
  }

  private synchronized Summary summary(long nanoseconds) {
    int succeeded = latencies.count();
    int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
    double seconds = nanoseconds / 1e9;
    String text =
        String.format(
            Locale.ROOT,
            "%d calls: %d ok, %d failed%s; %.3f s, %.0f calls/s; latency %s",
            succeeded + failed,
            succeeded,
            failed,
            failures.isEmpty() ? "" : " (" + failuresByCode() + ")",
            seconds,
            (succeeded + failed) / seconds,
            latencies.text());
    return new Summary(text, Optional.ofNullable(firstFailure));
  }

  private String failuresByCode() {
    return failures.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
