package io.snakepit.cli.status;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does what may never end on a thread that keeps nobody, and waits for it no longer than that. */
final class Bounded {

  private Bounded() {}

  /**
   * Does it.
   *
   * @throws IOException its own, or that it took too long
   */
  static <T> T call(Callable<T> work, Duration patience) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "snakepit-status");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new IOException("it doesn't answer within " + patience.toSeconds() + " s", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException known
          ? known
          : new IOException(String.valueOf(failed.getCause()), failed.getCause());
    }
  }
}
