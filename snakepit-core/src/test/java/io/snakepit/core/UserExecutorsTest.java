package io.snakepit.core;

import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.SnakepitConfig;
import io.snakepit.core.host.HostToolInvoker;
import io.snakepit.core.host.HostToolRegistry;
import io.snakepit.core.time.Timer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where user code runs. */
class UserExecutorsTest {

  private final RoundTimer timer = new RoundTimer();

  @Test
  void whatTheApplicationsExecutorFailsToTakeRunsOnAThreadOfOurs() {
    SnakepitConfig config =
        SnakepitConfig.builder()
            .pool("default", pool -> pool.runtime("fake"))
            .executor(
                task -> {
                  throw new IllegalStateException("closed");
                })
            .build();
    try (UserExecutors executors = new UserExecutors(config, timer)) {
      CompletableFuture<String> ran = new CompletableFuture<>();

      executors.completions().execute(() -> ran.complete(Thread.currentThread().getName()));

      assertThat(ran.join()).startsWith("snakepit-user");
    }
  }

  @Test
  void anExecutorForHostToolsThatRefusesIsQuoted() {
    ExecutorService chosen = Executors.newCachedThreadPool();
    chosen.shutdown();
    SnakepitConfig config =
        SnakepitConfig.builder()
            .pool("default", pool -> pool.runtime("fake"))
            .hostToolExecutor(chosen)
            .build();
    try (UserExecutors executors = new UserExecutors(config, timer)) {
      HostToolInvoker invoker =
          new HostToolInvoker(new HostToolRegistry(), executors.hostTools(), timer);

      assertThatThrownBy(() -> invoker.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessageStartingWith("hostToolExecutor gave no thread: ")
          .hasMessageContaining("[Terminated, ");
    }
  }

  @Test
  void threadsOfOursForHostToolsSayThatTheyAreBusy() {
    CompletableFuture<String> last = new CompletableFuture<>();
    try (UserExecutors executors = new UserExecutors(plain(), timer)) {
      HostToolInvoker invoker =
          new HostToolInvoker(new HostToolRegistry(), executors.hostTools(), timer);
      range(0, 256).forEach(tool -> invoker.execute(last::join));

      assertThatThrownBy(() -> invoker.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessage("all threads for host tools are busy; give hostToolExecutor more");

      last.complete("there");
    }
  }

  @Test
  void codeThatWaitsForWhatTheNextTaskBringsGetsIt() {
    try (UserExecutors executors = new UserExecutors(plain(), timer)) {
      CompletableFuture<String> last = new CompletableFuture<>();
      List<CompletableFuture<String>> waiting =
          range(0, 20).mapToObj(task -> waitOn(executors, last)).toList();
      executors.completions().execute(() -> last.complete("there"));

      await()
          .until(
              () -> {
                timer.round();
                return last.isDone();
              });

      assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isEqualTo("there"));
    }
  }

  @Test
  void closingLetsWhatIsQueuedRunBesideCodeThatWaitsForIt() {
    CompletableFuture<String> last = new CompletableFuture<>();
    UserExecutors executors = new UserExecutors(plain(), timer);
    range(0, 20).forEach(task -> waitOn(executors, last));
    executors.completions().execute(() -> last.complete("there"));

    executors.close();

    await().until(last::isDone);
  }

  @Test
  void theRoundsEndWithIt() {
    UserExecutors executors = new UserExecutors(plain(), timer);
    timer.round();

    executors.close();
    timer.round();

    assertThat(timer.next).isNull();
  }

  private static SnakepitConfig plain() {
    return SnakepitConfig.builder().pool("default", pool -> pool.runtime("fake")).build();
  }

  private static CompletableFuture<String> waitOn(
      UserExecutors executors, CompletableFuture<String> last) {
    CompletableFuture<String> seen = new CompletableFuture<>();
    executors.completions().execute(() -> seen.complete(last.join()));
    return seen;
  }

  /** Its one task runs when the test says so. */
  private static final class RoundTimer implements Timer {

    @Nullable Runnable next;

    void round() {
      Runnable task = next;
      next = null;
      if (task != null) {
        task.run();
      }
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public Scheduled schedule(long delayNanos, Runnable task) {
      next = task;
      return () -> {};
    }

    @Override
    public void close() {}
  }
}
