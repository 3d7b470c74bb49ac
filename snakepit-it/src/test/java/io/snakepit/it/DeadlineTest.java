package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.CallCancelledException;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deadline really frees the worker, whatever the tool does (S3). */
@Timeout(120)
class DeadlineTest {

  @ParameterizedTest
  @CsvSource({
    "pipes,loop", "pipes,pause", "pipes,pause_async", "pipes,swallow", "pipes,hold_gil",
    "socket,loop", "socket,pause", "socket,pause_async", "socket,swallow", "socket,hold_gil"
  })
  void theNextCallSucceedsAfterADeadline(String carrier, String tool) {
    try (Snakepit pit = RealPython.start(carrier, p -> p.workers(1))) {
      Call call = Call.of(tool).timeout(Duration.ofSeconds(1));
      if (tool.startsWith("pause")) {
        call = call.arg("seconds", 600);
      }
      Call stuck = call;
      assertThatThrownBy(() -> pit.execute(stuck))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining(tool);
      assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @CsvSource({"loop", "pause", "pause_async"})
  void codeThatCanBeInterruptedKeepsItsWorker(String tool) {
    try (Snakepit pit =
        RealPython.start(
            p -> p.workers(1).timeouts(t -> t.withCancelGrace(Duration.ofSeconds(30))))) {
      long pid = pit.execute("pid", Map.of()).as(Long.class);
      Call call = Call.of(tool).timeout(Duration.ofMillis(300));
      Call stuck = tool.equals("loop") ? call : call.arg("seconds", 600);
      assertThatThrownBy(() -> pit.execute(stuck)).isInstanceOf(DeadlineExceededException.class);
      assertThat(pit.execute("pid", Map.of()).as(Long.class)).isEqualTo(pid);
    }
  }

  @Test
  void cancellingTheFutureInterruptsTheTool(@TempDir Path folder) {
    Path trace = folder.resolve("trace");
    try (Snakepit pit =
        RealPython.start(
            p -> p.workers(1).timeouts(t -> t.withCancelGrace(Duration.ofSeconds(100))))) {
      CompletableFuture<?> future = pit.executeAsync("clean_up", Map.of("path", trace.toString()));
      await().untilAsserted(() -> assertThat(trace).hasContent("begun"));
      assertThat(future.cancel(true)).isTrue();
      await().untilAsserted(() -> assertThat(trace).hasContent("cancelled"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipes", "socket"})
  void aCallIsInterruptedThoughALargeOneWasSentAhead(String carrier) {
    try (Snakepit pit =
        RealPython.start(
            carrier,
            p ->
                p.workers(1)
                    .prefetch(1)
                    .timeouts(t -> t.withCancelGrace(Duration.ofSeconds(100))))) {
      long pid = pit.execute("pid", Map.of()).as(Long.class);
      CompletableFuture<?> stuck = pit.executeAsync("pause", Map.of("seconds", 600));
      await()
          .untilAsserted(
              () ->
                  assertThat(pit.defaultPool().workers().get(0).running())
                      .containsExactly("pause"));
      byte[] large = new byte[16 << 20];
      CompletableFuture<Result> ahead = pit.executeAsync("size", Map.of("value", large));

      stuck.cancel(true);

      assertThat(ahead.orTimeout(60, TimeUnit.SECONDS).join().as(Integer.class))
          .isEqualTo(large.length);
      assertThat(pit.execute("pid", Map.of()).as(Long.class)).isEqualTo(pid);
    }
  }

  @Test
  void interruptingTheCallerCancelsTheCall() throws Exception {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      CompletableFuture<Throwable> outcome = new CompletableFuture<>();
      CompletableFuture<Boolean> flag = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  pit.execute("loop", Map.of());
                } catch (Throwable failure) {
                  outcome.complete(failure);
                  flag.complete(Thread.currentThread().isInterrupted());
                }
              });
      caller.start();
      await()
          .untilAsserted(
              () ->
                  assertThat(pit.defaultPool().workers().get(0).running()).containsExactly("loop"));
      caller.interrupt();
      assertThat(outcome.get())
          .isInstanceOfSatisfying(
              CallCancelledException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTERRUPTED));
      assertThat(flag.get()).isTrue();
      assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
    }
  }

  @Test
  void theBudgetReachesTheTool() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      double left =
          pit.execute(Call.of("remaining").timeout(Duration.ofSeconds(100))).as(Double.class);
      assertThat(left).isPositive().isLessThanOrEqualTo(100);
      assertThat(pit.execute(Call.of("remaining").withoutTimeout()).isNull()).isTrue();
    }
  }

  @Test
  void waitingInTheQueueCounts() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      CompletableFuture<?> busy = pit.executeAsync(Call.of("pause").arg("seconds", 600));
      assertThatThrownBy(
              () ->
                  pit.execute(
                      Call.of("add").arg("a", 1).arg("b", 2).timeout(Duration.ofMillis(200))))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("waiting for a worker");
      busy.cancel(true);
    }
  }
}
