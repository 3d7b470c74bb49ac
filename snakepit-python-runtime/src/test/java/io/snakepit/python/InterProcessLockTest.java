package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class InterProcessLockTest {

  @TempDir Path folder;

  private InterProcessLock lock;

  @BeforeEach
  void createLock() {
    lock = new InterProcessLock(folder.resolve("lock"));
  }

  @Test
  void aFreeLockIsTakenWithoutWaiting() throws Exception {
    AtomicInteger waits = new AtomicInteger();

    assertThat(lock.<String>holding(waits::incrementAndGet, () -> "done")).isEqualTo("done");
    assertThat(lock.<String>holding(waits::incrementAndGet, () -> "again")).isEqualTo("again");
    assertThat(waits).hasValue(0);
  }

  @Test
  void anotherThreadWaitsAndSaysSoOnce() throws Exception {
    AtomicInteger waits = new AtomicInteger();
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    CompletableFuture<Integer> second = new CompletableFuture<>();
    lock.<Void>holding(
        () -> {},
        () -> {
          inside.incrementAndGet();
          start(
              second,
              () -> {
                waits.incrementAndGet();
                waiting.countDown();
              },
              inside::get);
          waiting.await();
          inside.decrementAndGet();
          return null;
        });

    assertThat(second.join()).isZero();
    assertThat(waits).hasValue(1);
  }

  @Test
  void anotherProcessKeepsItOutUntilItEnds() throws Exception {
    Interpreter real = Machines.realPython(Limits.runner());
    Path held = folder.resolve("held");
    Process holder =
        new ProcessBuilder(
                real.executable().toString(),
                "-c",
                """
                import fcntl, sys
                lock = open(sys.argv[1], "w")
                fcntl.lockf(lock, fcntl.LOCK_EX)
                open(sys.argv[2], "w").close()
                sys.stdin.read()
                """,
                lock.file().toString(),
                held.toString())
            .start();
    try {
      Limits.await().until(() -> Files.exists(held));

      // Only the wait, which happens while the other process has it, lets that process end.
      assertThat(lock.<Boolean>holding(holder::destroyForcibly, () -> !holder.isAlive())).isTrue();
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void whoComesInterruptedIsTold() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> lock.holding(() -> {}, () -> "done"))
          .isInstanceOf(InterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void waitingCanBeInterrupted() throws Exception {
    CompletableFuture<Integer> second = new CompletableFuture<>();
    CountDownLatch waiting = new CountDownLatch(1);
    lock.<Void>holding(
        () -> {},
        () -> {
          Thread thread = start(second, waiting::countDown, () -> 1);
          waiting.await();
          thread.interrupt();
          return null;
        });

    assertThat(second.handle((value, failure) -> failure).join())
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aFailingActionFreesIt() throws Exception {
    List<String> failures = new java.util.ArrayList<>();
    try {
      lock.<Void>holding(
          () -> {},
          () -> {
            throw new IOException("failed");
          });
    } catch (IOException failure) {
      failures.add(String.valueOf(failure.getMessage()));
    }

    assertThat(failures).containsExactly("failed");
    assertThat(lock.<String>holding(() -> {}, () -> "free")).isEqualTo("free");
  }

  private Thread start(
      CompletableFuture<Integer> result, Runnable onWait, InterProcessLock.Action<Integer> action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(lock.holding(onWait, action));
              } catch (IOException | InterruptedException failure) {
                result.completeExceptionally(failure);
              }
            });
    thread.start();
    return thread;
  }
}
