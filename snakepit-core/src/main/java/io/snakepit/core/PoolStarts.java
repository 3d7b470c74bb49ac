package io.snakepit.core;

import static java.util.stream.Collectors.joining;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.PoolClosedException;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.pool.DefaultPool;
import io.snakepit.core.text.Causes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Starts pools. They are planned one after another, which may build environments; the workers of
 * those that are planned start meanwhile, and side by side.
 */
final class PoolStarts {

  private final Map<String, DefaultPool> pools;
  private final Map<String, CompletableFuture<?>> starts = new LinkedHashMap<>();
  private final AtomicReference<@Nullable SnakepitException> first = new AtomicReference<>();
  private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();

  PoolStarts(Map<String, DefaultPool> pools) {
    this.pools = pools;
  }

  /**
   * Starts them all; returns when each has a worker.
   *
   * @throws SnakepitException when the first fails; closing the others is for the caller
   */
  void await() {
    pools.forEach(this::begin);
    CompletableFuture.allOf(starts.values().toArray(CompletableFuture<?>[]::new))
        .thenRun(() -> ready.complete(null));
    try {
      ready.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new WorkerStartException(
          ErrorCode.WORKER_START_FAILED,
          "the thread that started " + unfinished() + " was interrupted",
          null,
          interrupted);
    } catch (ExecutionException failed) {
      SnakepitException why = (SnakepitException) Objects.requireNonNull(failed.getCause());
      why.fillInStackTrace(); // made by a thread that reads, it is to say where its caller is
      throw why;
    }
  }

  private void begin(String name, DefaultPool pool) {
    if (ready.isDone()) {
      return; // one that was begun before has failed
    }
    try {
      CompletableFuture<?> start = pool.start();
      starts.put(name, start);
      start.whenComplete(
          (worker, failure) -> {
            if (failure != null) {
              fail(reason(name, failure));
            }
          });
    } catch (SnakepitException failure) {
      throw named(name, failure);
    }
  }

  /** Of several that fail together the first is thrown, and has the others with it. */
  private void fail(SnakepitException why) {
    SnakepitException before = first.compareAndExchange(null, why);
    if (before == null) {
      ready.completeExceptionally(why);
    } else if (before != why && !(why instanceof PoolClosedException)) { // closed for the first
      before.addSuppressed(why);
    }
  }

  private SnakepitException reason(String name, Throwable wrapped) {
    Throwable failure = Causes.of(wrapped);
    return failure instanceof SnakepitException known
        ? named(name, known)
        : new WorkerStartException(
            ErrorCode.WORKER_START_FAILED,
            "pool '" + name + "' can't start: " + failure,
            null,
            failure);
  }

  private SnakepitException named(String name, SnakepitException failure) {
    return pools.size() == 1 ? failure : PoolNotStarted.of(name, failure);
  }

  private String unfinished() {
    return starts.entrySet().stream()
        .filter(start -> !start.getValue().isDone())
        .map(start -> "pool '" + start.getKey() + "'")
        .collect(joining(" and "));
  }
}
