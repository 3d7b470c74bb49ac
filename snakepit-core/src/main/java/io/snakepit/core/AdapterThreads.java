package io.snakepit.core;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what an adapter is asked to do and may not return from: as many as are in there at
 * once. How many may stay in there, who asks has to bound.
 */
final class AdapterThreads extends ThreadPoolExecutor implements AutoCloseable {

  private static final String PREFIX = "snakepit-adapter-";
  private static final long IDLE_SECONDS = 15;

  // not that of whichever thread finds a worker missing: it may be another plugin's
  private final ClassLoader context = Thread.currentThread().getContextClassLoader();

  AdapterThreads() {
    super(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        AdapterThreads::daemon);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(null, task, PREFIX + "idle", 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /** A task's text is what it asks of which worker. */
  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    thread.setName(PREFIX + task);
    thread.setContextClassLoader(context);
  }

  @Override
  protected void afterExecute(Runnable task, Throwable failure) {
    Thread.currentThread().setName(PREFIX + "idle");
  }

  /** Lets what is in there go on. */
  @Override
  public void close() {
    shutdown();
  }
}
