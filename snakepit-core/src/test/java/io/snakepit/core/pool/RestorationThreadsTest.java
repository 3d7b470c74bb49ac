package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.crash;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Restore steps may block: they have threads that nothing else waits for. */
@Timeout(60)
class RestorationThreadsTest {

  private final FakeTools tools =
      new FakeTools().unary("echo", echo()).unary("crash", crash("bye"));

  private static void crashIn(Session session) {
    assertThatThrownBy(() -> session.execute("crash", Map.of()))
        .isInstanceOf(WorkerCrashedException.class);
  }

  private static void meet(CyclicBarrier others) {
    try {
      others.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void stepsThatWaitForFuturesHoldUpNoOutcome() {
    int many = Math.max(4, Runtime.getRuntime().availableProcessors());
    CyclicBarrier together = new CyclicBarrier(many);
    try (Snakepit pit = FakePit.start(tools, p -> p.workers(many))) {
      List<Session> sessions =
          IntStream.range(0, many)
              .mapToObj(
                  n ->
                      pit.session("s" + n)
                          .onRestore(
                              s -> {
                                meet(together);
                                s.executeAsync("echo", Map.of()).join();
                              }))
              .toList();
      sessions.forEach(RestorationThreadsTest::crashIn);
      CompletableFuture<?>[] next =
          sessions.stream()
              .map(session -> session.executeAsync("echo", Map.of()))
              .toArray(CompletableFuture<?>[]::new);

      assertThat(CompletableFuture.allOf(next)).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void whatNoThreadIsThereToRestoreIsToldSo() {
    SnakepitConfig config =
        SnakepitConfig.builder()
            .pool("default", pool -> pool.runtime("fake"))
            .hostToolExecutor(
                task -> {
                  throw new RejectedExecutionException("full");
                })
            .build();
    try (Snakepit pit = FakePit.start(config, FakeAdapter.of(tools))) {
      Session session = pit.session("one").onRestore(s -> s.execute("echo", Map.of()));
      crashIn(session);

      CompletableFuture<Result> next = session.executeAsync("echo", Map.of());

      assertThat(next)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(SessionException.class)
          .withMessageContaining("its restore steps failed")
          .withMessageContaining("hostToolExecutor");
    }
  }
}
