package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Brief calls that were sent ahead: what has happened to each is known, however the worker dies.
 */
class SentAheadTest {

  private static final int CALLS = 1_000;
  private static final int FATAL = 700;

  @TempDir Path folder;

  @Test
  void overPipesOnlyTheCallThatRanFailsAndNoneRunsTwice() throws Exception {
    onlyTheCallThatRanFailsAndNoneRunsTwice(pool -> RealPython.start("pipes", pool));
  }

  @Test
  void overASocketOnlyTheCallThatRanFailsAndNoneRunsTwice() throws Exception {
    onlyTheCallThatRanFailsAndNoneRunsTwice(pool -> RealPython.start("socket", pool));
  }

  @Test
  void overGrpcOnlyTheCallThatRanFailsAndNoneRunsTwice() throws Exception {
    onlyTheCallThatRanFailsAndNoneRunsTwice(RealGrpc::start);
  }

  /** A worker that is busy doesn't read, and can't give back what nobody wants any more. */
  @Test
  void oneThatIsGivenUpCostsTheCallBeforeItNothing() {
    try (Snakepit pit =
        RealPython.start(
            pool ->
                pool.workers(1)
                    .prefetch(1)
                    .timeouts(
                        bounds ->
                            bounds
                                .withCancelGrace(Duration.ofMillis(20))
                                .withDrain(Duration.ofMillis(20))))) {
      CompletableFuture<Result> running = pit.executeAsync("pause", Map.of("seconds", 1.5));
      CompletableFuture<Result> ahead = pit.executeAsync("add", Map.of("a", 2, "b", 3));
      await().until(() -> pit.defaultPool().stats().queued() == 0);
      ahead.cancel(true);

      running.join();

      assertThat(pit.defaultPool().stats().killed()).isZero();
    }
  }

  private void onlyTheCallThatRanFailsAndNoneRunsTwice(
      Function<Consumer<PoolConfig.Builder>, Snakepit> start) throws Exception {
    Path traces = folder.resolve("traces");
    List<Integer> failed = new ArrayList<>();
    try (Snakepit pit =
        start.apply(
            pool ->
                pool.tools(RealPython.file("dying_tools.py"))
                    .workers(1)
                    .prefetch(64)
                    .queue(queue -> queue.withTimeout(Duration.ofMinutes(1))))) {
      List<CompletableFuture<Result>> answers = new ArrayList<>();
      for (int number = 0; number < CALLS; number++) {
        answers.add(
            pit.executeAsync(
                "leave_trace",
                Map.of("number", number, "fatal", FATAL, "file", traces.toString())));
      }
      for (int number = 0; number < CALLS; number++) {
        try {
          assertThat(answers.get(number).join().as(Integer.class)).isEqualTo(number);
        } catch (CompletionException e) {
          failed.add(number);
        }
      }
    }

    assertThat(failed).containsExactly(FATAL);
    assertThat(Files.readAllLines(traces))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, CALLS).mapToObj(String::valueOf).toList());
  }
}
