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
 * <p>{@linkplain #onCallEnded How calls end} is told on many threads at once, and isn't left out.
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
   * <p>It is called before the outcome is there for who waits: of {@code execute} by the calling
   * thread, of a future by the executor of user code, of a stream by the thread that takes its end
   * or closes it, which its consumer is to do. A future that is cancelled is done at once, and a
   * stream that nobody consumes or closes ends by its deadline or with its pool: of these it is
   * called by the executor. So it is to be quick, and to call no tools: somebody waits for it.
   *
   * @param pool the name of its pool
   * @param outcome how it went
   */
  default void onCallEnded(String pool, CallOutcome outcome) {}

  /**
   * A worker is ready, and has joined its pool: one of the first, or one that takes another's
   * place. Of one that was asked to go, as it was recycled or its generation replaced, nothing is
   * told.
   *
   * @param pool the name of its pool
   * @param worker as it is then, perhaps with a call already; its age is how long it took to start,
   *     and in a change of generation to wait for the others
   */
  default void onWorkerReady(String pool, WorkerStatus worker) {}

  /**
   * A worker couldn't be started: one of the first, of a pool that has others, or one that was to
   * take another's place. It is tried again, after a delay that grows ({@link RestartConfig}); this
   * comes for each try. Until {@link #onWorkerReady} the pool may have fewer workers than {@link
   * PoolStats#configured()}. What makes {@link SnakepitConfig.Builder#start()} or a change of
   * generation fail is thrown there.
   *
   * @param pool the name of its pool
   * @param cause why, with the worker's own words
   */
  default void onWorkerStartFailed(String pool, SnakepitException cause) {}

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
