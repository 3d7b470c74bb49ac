package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * Is told what happens to the workers of a {@link Snakepit}, as it happens: for alarms, and for
 * counts that {@link Pool#stats()} doesn't give. Every method does nothing by itself, and more may
 * come.
 *
 * <p>The events of one pool are told one after another, in their order, by the {@linkplain
 * SnakepitConfig.Builder#executor(java.util.concurrent.Executor) executor of user code}; those of
 * several pools may come at the same time. A listener may take its time and may call tools. Of the
 * events of a pool 100 may wait for its listeners: then the oldest are left out, and the log says
 * how many. What a listener throws is logged. The last events may come after {@link
 * Snakepit#close()}.
 *
 * @since 0.1.0
 * @see SnakepitConfig.Builder#listener(SnakepitListener)
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface SnakepitListener {

  /**
   * A worker is gone that nobody had asked to go: it died, or its pool had to kill it. Another
   * takes its place. Comes up to a second after the end of what it ran, when its exit status is
   * known.
   *
   * @param pool the name of its pool
   * @param obituary what is known about its death
   */
  default void onWorkerLost(String pool, Obituary obituary) {}

  /**
   * A pool has no worker left, and so many starts in a row have failed that it tries again only now
   * and then ({@link RestartConfig}). Its calls fail until {@link #onOutageOver}.
   *
   * @param pool its name
   * @param cause what its calls fail with, and what {@link Pool#outage()} tells
   */
  default void onOutage(String pool, SnakepitException cause) {}

  /**
   * A pool that had an outage has a worker again, and takes calls. Doesn't come for one that is
   * closed before.
   *
   * @param pool its name
   */
  default void onOutageOver(String pool) {}
}
