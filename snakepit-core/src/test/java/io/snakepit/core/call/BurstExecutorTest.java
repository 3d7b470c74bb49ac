package io.snakepit.core.call;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How outcomes that come together reach the threads of those who wait for them. */
class BurstExecutorTest {

  private final List<Runnable> handedOver = new ArrayList<>();
  private final List<String> run = new ArrayList<>();
  private final BurstExecutor executor = BurstExecutor.sharing(handedOver::add);

  @Test
  void aTaskOfItsOwnIsHandedOverAtOnce() {
    executor.execute(() -> run.add("a"));

    runHandedOver();
    assertThat(run).containsExactly("a");
  }

  @Test
  void theTasksOfABurstAreHandedOverTogetherWhenItIsOver() {
    executor.burst(
        () -> {
          add("a", "b", "c");
          assertThat(handedOver).isEmpty();
        });

    assertThat(handedOver).hasSize(1);
    runHandedOver();
    assertThat(run).containsExactly("a", "b", "c");
  }

  @Test
  void aBurstWithinABurstIsPartOfIt() {
    executor.burst(
        () -> {
          executor.burst(() -> add("a"));
          assertThat(handedOver).isEmpty();
          add("b");
        });

    runHandedOver();
    assertThat(run).containsExactly("a", "b");
  }

  @Test
  void whatASourceThatThrowsHasLeftIsHandedOver() {
    IllegalStateException broken = new IllegalStateException("broken");

    assertThatThrownBy(
            () ->
                executor.burst(
                    () -> {
                      add("a", "b");
                      throw broken;
                    }))
        .isSameAs(broken);

    runHandedOver();
    assertThat(run).containsExactly("a", "b");
    executor.execute(() -> run.add("c"));
    assertThat(handedOver).hasSize(1);
  }

  @Test
  void tasksThatBlockHoldUpNoOthersWhileThereAreThreads() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      BurstExecutor pool = BurstExecutor.sharing(threads);
      CountDownLatch release = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(5);
      pool.burst(
          () -> {
            for (int i = 0; i < 8; i++) {
              boolean blocks = i < 3;
              pool.execute(() -> finish(blocks ? release : null, done));
            }
          });

      assertThat(done.await(60, SECONDS)).isTrue();
      release.countDown();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aTaskThatThrowsTakesNoOtherWithIt() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(2, BurstExecutorTest::quiet);
    try {
      BurstExecutor pool = BurstExecutor.sharing(threads);
      CountDownLatch done = new CountDownLatch(10);
      pool.burst(
          () -> {
            for (int i = 0; i < 20; i++) {
              boolean breaks = i % 2 == 0;
              pool.execute(
                  () -> {
                    if (breaks) {
                      throw new IllegalStateException("a task breaks");
                    }
                    done.countDown();
                  });
            }
          });

      assertThat(done.await(60, SECONDS)).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theRestOfABurstComesBeforeWhatCameLater() {
    executor.burst(() -> add("a", "b"));
    assertThat(BurstExecutor.isRest(handedOver.get(0))).isFalse();

    handedOver.remove(0).run();

    assertThat(run).containsExactly("a", "b");
    assertThat(handedOver).hasSize(1).allMatch(BurstExecutor::isRest);
  }

  @Test
  void noOutcomeIsLostWhenTheThreadsTakeNone() {
    BurstExecutor full =
        BurstExecutor.sharing(
            task -> {
              throw new RejectedExecutionException("full");
            });

    full.burst(
        () -> {
          full.execute(() -> run.add("a"));
          full.execute(() -> run.add("b"));
        });

    assertThat(run).containsExactly("a", "b");
  }

  @Test
  void anOutcomeOfItsOwnIsNotLostEither() {
    BurstExecutor full =
        BurstExecutor.oneByOne(
            task -> {
              throw new InternalError("unable to create native thread");
            });

    full.execute(() -> run.add("a"));

    assertThat(run).containsExactly("a");
  }

  @Test
  void anOutcomeIsToldOnceThoughTheExecutorThrowsWhenItHasTakenIt() {
    BurstExecutor late =
        BurstExecutor.oneByOne(
            task -> {
              task.run();
              throw new IllegalStateException("too late");
            });

    late.execute(() -> run.add("a"));
    late.burst(() -> late.execute(() -> run.add("b")));

    assertThat(run).containsExactly("a", "b");
  }

  @Test
  void anExecutorThatFailsForOneOutcomeGetsTheNext() {
    List<Runnable> taken = new ArrayList<>();
    BurstExecutor broken =
        BurstExecutor.oneByOne(
            task -> {
              if (taken.isEmpty() && run.isEmpty()) {
                throw new IllegalStateException("not now");
              }
              taken.add(task);
            });

    broken.burst(
        () -> {
          broken.execute(() -> run.add("a"));
          broken.execute(() -> run.add("b"));
        });

    assertThat(run).containsExactly("a");
    assertThat(taken).hasSize(1);
  }

  @Test
  void oneTasksInterruptDoesNotReachTheNext() {
    List<Boolean> interrupted = new ArrayList<>();
    executor.burst(
        () -> {
          executor.execute(() -> Thread.currentThread().interrupt());
          executor.execute(() -> interrupted.add(Thread.currentThread().isInterrupted()));
        });

    runHandedOver();

    assertThat(interrupted).containsExactly(false);
  }

  @Test
  void whatRunsApartCanWaitForWhatItHasExecuted() {
    executor.burst(
        () -> {
          executor.execute(() -> run.add("later"));
          executor.apart(
              () -> {
                executor.execute(() -> run.add("now"));
                runHandedOver();
              });
          assertThat(run).containsExactly("now");
        });

    runHandedOver();
    assertThat(run).containsExactly("now", "later");
  }

  @Test
  void anExecutorThatRunsTasksAtOnceGetsThemInTheirOrderAfterTheBurst() {
    BurstExecutor direct = BurstExecutor.oneByOne(Runnable::run);

    direct.burst(
        () -> {
          direct.execute(() -> run.add("a"));
          direct.execute(() -> run.add("b"));
          assertThat(run).isEmpty();
        });

    assertThat(run).containsExactly("a", "b");
  }

  private void add(String... names) {
    for (String name : names) {
      executor.execute(() -> run.add(name));
    }
  }

  private void runHandedOver() {
    while (!handedOver.isEmpty()) {
      handedOver.remove(0).run();
    }
  }

  private static void finish(@Nullable CountDownLatch condition, CountDownLatch done) {
    try {
      if (condition != null) {
        condition.await();
      }
      done.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread quiet(Runnable task) {
    Thread thread = new Thread(task);
    thread.setUncaughtExceptionHandler((dead, failure) -> {});
    return thread;
  }
}
