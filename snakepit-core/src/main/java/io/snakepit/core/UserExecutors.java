package io.snakepit.core;

import io.snakepit.api.SnakepitConfig;
import io.snakepit.core.call.BurstExecutor;
import io.snakepit.core.host.NoHostThreadException;
import io.snakepit.core.time.Timer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where user code runs (S13): the application's own executors, or bounded ones made here. */
final class UserExecutors implements AutoCloseable {

  private static final int HOST_TOOL_THREADS = 256;
  private static final long IDLE_SECONDS = 30;
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Timer timer;
  private final UserThreads ownCompletions;
  private final ExecutorService ownHostTools;
  private final BurstExecutor completions;
  private final Executor hostTools;

  UserExecutors(SnakepitConfig config, Timer timer) {
    UserThreads pool =
        new UserThreads(
            Math.max(4, Runtime.getRuntime().availableProcessors()),
            named("snakepit-user"),
            (task, closed) -> named("snakepit-late").newThread(task).start());
    this.ownCompletions = pool;
    this.timer = timer;
    this.ownHostTools =
        new ThreadPoolExecutor(
            0,
            HOST_TOOL_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            named("snakepit-host"),
            UserExecutors::refuseHostTool);
    this.completions =
        config
            .executor()
            .map(chosen -> BurstExecutor.oneByOne(task -> run(chosen, task)))
            .orElseGet(() -> BurstExecutor.sharing(pool));
    Executor chosenForHostTools = config.hostToolExecutor().orElse(ownHostTools);
    // It may run a task at once, within the burst that brought it.
    this.hostTools = task -> completions.apart(() -> chosenForHostTools.execute(task));
    lookLater();
  }

  private static void refuseHostTool(Runnable task, ThreadPoolExecutor threads) {
    throw new NoHostThreadException(
        threads.isShutdown()
            ? "no host tool runs any more: this Snakepit is closed"
            : "all threads for host tools are busy; give hostToolExecutor more");
  }

  private void lookLater() {
    timer.schedule(
        ROUND.toNanos(),
        () -> {
          ownCompletions.look();
          if (!ownCompletions.isShutdown()) {
            lookLater();
          }
        });
  }

  /** No outcome is lost because the application's executor is full, shut down or broken. */
  private void run(Executor chosen, Runnable task) {
    try {
      chosen.execute(task);
    } catch (RuntimeException | Error full) {
      ownCompletions.execute(task);
    }
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger last = new AtomicInteger();
    // not that of whichever thread makes one necessary: it may be a plugin's
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return task -> {
      Thread thread = new Thread(task, prefix + "-" + last.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(context);
      return thread;
    };
  }

  BurstExecutor completions() {
    return completions;
  }

  Executor hostTools() {
    return hostTools;
  }

  /** Lets what is queued run; an outcome that comes later still finds a thread, of its own. */
  @Override
  public void close() {
    ownCompletions.shutdown();
    ownHostTools.shutdownNow();
  }
}
