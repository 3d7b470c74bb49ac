package io.snakepit.core;

import io.snakepit.api.Call;
import io.snakepit.api.ConfigurationException;
import io.snakepit.api.HostTools;
import io.snakepit.api.Pool;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import io.snakepit.core.pool.DefaultPool;
import io.snakepit.core.text.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The root object: named pools and what they share. */
final class DefaultSnakepit implements Snakepit {

  private static final Logger logger = LoggerFactory.getLogger(DefaultSnakepit.class);

  private final Map<String, DefaultPool> pools;
  private final HostTools hostTools;
  private final List<AutoCloseable> shared;
  private final ReentrantLock closing = new ReentrantLock();
  private boolean closed; // guarded by closing
  private final Set<Thread> closers = ConcurrentHashMap.newKeySet(); // one for each pool
  private volatile @Nullable Thread hook;

  DefaultSnakepit(Map<String, DefaultPool> pools, HostTools hostTools, List<AutoCloseable> shared) {
    this.pools = pools;
    this.hostTools = hostTools;
    this.shared = shared;
  }

  /** Has the JVM's shutdown close it. */
  void closeAtShutdown() {
    Thread thread = new Thread(this::end, "snakepit-shutdown");
    hook = thread;
    Runtime.getRuntime().addShutdownHook(thread);
  }

  @Override
  public Pool pool(String name) {
    Pool pool = pools.get(name);
    if (pool == null) {
      throw new ConfigurationException(
          "there is no pool named '" + name + "'" + Suggestions.didYouMean(name, pools.keySet()));
    }
    return pool;
  }

  @Override
  public Pool defaultPool() {
    Pool pool = pools.get(DEFAULT_POOL);
    if (pool != null) {
      return pool;
    }
    if (pools.size() == 1) {
      return pools.values().iterator().next();
    }
    throw new ConfigurationException(
        "name a pool: there is none called '" + DEFAULT_POOL + "' among " + pools.keySet());
  }

  @Override
  public List<Pool> pools() {
    return List.copyOf(pools.values());
  }

  @Override
  public Result execute(Call call) {
    return defaultPool().execute(call);
  }

  @Override
  public CompletableFuture<Result> executeAsync(Call call) {
    return defaultPool().executeAsync(call);
  }

  @Override
  public ResultStream executeStream(Call call) {
    return defaultPool().executeStream(call);
  }

  @SuppressWarnings("NullAway") // javac 17 reads no annotations of type arguments from class files
  @Override
  public CompletableFuture<@Nullable Void> executeStream(
      Call call, Consumer<? super Result> onItem) {
    return defaultPool().executeStream(call, onItem);
  }

  @Override
  public HostTools hostTools() {
    return hostTools;
  }

  @Override
  public void close() {
    Thread registered = hook;
    if (registered != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(registered);
      } catch (IllegalStateException shuttingDown) {
        logger.trace("the JVM is going down: its hook closes as well", shuttingDown);
      }
    }
    end();
  }

  /** Side by side, for each may take the whole drain time. */
  private void closePools() {
    CompletableFuture<?>[] ends =
        pools.values().stream()
            .map(
                pool ->
                    CompletableFuture.runAsync(
                            () -> close(pool),
                            task -> beside(end -> new Thread(end, "snakepit-close"), task))
                        .exceptionally(failure -> notClosed(pool, failure)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).join();
  }

  private void close(DefaultPool pool) {
    closers.add(Thread.currentThread());
    try {
      pool.close();
    } finally {
      closers.remove(Thread.currentThread());
    }
  }

  /** Runs a task on a thread of its own, or here where there is none to be had. */
  static void beside(ThreadFactory threads, Runnable task) {
    try {
      threads.newThread(task).start();
    } catch (OutOfMemoryError noThread) {
      task.run();
    }
  }

  /** What the pools share is closed all the same. */
  private static @Nullable Void notClosed(DefaultPool pool, Throwable failure) {
    logger.error("closing {} failed", pool, failure);
    return null;
  }

  private void end() {
    if (closers.contains(Thread.currentThread())) { // told of the end, on the thread that ends it
      return;
    }
    closing.lock(); // a second caller waits until the first has finished
    try {
      if (closed) {
        return;
      }
      closed = true;
      closePools();
      for (AutoCloseable part : shared) {
        try {
          part.close();
        } catch (Exception failure) {
          logger.warn("closing {} failed", part, failure);
        }
      }
    } finally {
      closing.unlock();
    }
  }
}
