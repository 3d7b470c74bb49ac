package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * Is told what happens in a {@link Snakepit}, as it happens: for alarms, metrics and traces, and
 * for counts that {@link Pool#stats()} doesn't give. Every method does nothing by itself, and more
 * may come. What a listener throws is logged. The last events may come after {@link
 * Snakepit#close()}.
 *
 * <p>What happens to workers is told by the {@linkplain
 * SnakepitConfig.Builder#executor(java.util.concurrent.Executor) executor of user code}: of one
 * pool one event after another, in their order; those of several pools may come at the same time. A
 * listener may take its time for them, and may call tools. Of these events of a pool 100 may wait
 * for its listeners: then the oldest are left out, and the log says how many.
 *
 * <p>{@linkplain #onCallEnded What happens to calls} is told on many threads at once.
 *
 * @since 0.1.0
 * @see SnakepitConfig.Builder#listener(SnakepitListener)
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface SnakepitListener {

  /**
   * A call has its outcome, or was refused. Each that an application makes is told exactly once,
   * nested calls, too; not so what can't be made a call at all, as one whose arguments can't be
   * sent.
   *
   * <p>It is told to whoever waits for the call, before that has the outcome: by the thread in
   * {@code execute}, by the executor of user code for a future, and by that for a stream, too,
   * whose consumer doesn't wait for it. So it has to be quick, and calls no tools: its caller waits
   * for it.
   *
   * @param pool the name of its pool
   * @param outcome how it went
   */
  default void onCallEnded(String pool, CallOutcome outcome) {}

  /**
   * A worker is ready for calls: one of the first, or one that takes another's place.
   *
   * @param pool the name of its pool
   * @param worker as it is then; its age is how long it took to start
   */
  default void onWorkerReady(String pool, WorkerStatus worker) {}

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
