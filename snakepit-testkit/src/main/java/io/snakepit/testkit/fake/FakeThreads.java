package io.snakepit.testkit.fake;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one worker: as many as it can run calls at once. They don't keep the JVM alive.
 */
final class FakeThreads implements Executor {

  private final @Nullable ExecutorService pool;

  FakeThreads(String worker, int count) {
    pool =
        count == 0
            ? null
            : Executors.newFixedThreadPool(
                count,
                code -> {
                  Thread thread = new Thread(code, "fake-" + worker);
                  thread.setDaemon(true);
                  return thread;
                });
  }

  @Override
  public void execute(Runnable code) {
    if (pool == null) {
      code.run();
      return;
    }
    try {
      pool.execute(code);
    } catch (RejectedExecutionException e) {
      // The worker died meanwhile, and has failed the call.
    }
  }

  void close() {
    if (pool != null) {
      pool.shutdown();
    }
  }
}
