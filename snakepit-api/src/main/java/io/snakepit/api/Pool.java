package io.snakepit.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A named pool: the workers of its current generation, with a queue before them. Safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Pool extends ToolCaller {

  /**
   * The configured name.
   *
   * @return the name
   */
  String name();

  /**
   * Opens, or finds, the session with a key: until it is closed always the same one. It is placed
   * on a worker with its first call.
   *
   * @param key the session's key, not empty, without lone surrogates, at most 65,535 bytes of UTF-8
   * @return the session, which lives until it is closed
   * @throws IllegalArgumentException when it isn't such a key
   */
  Session session(String key);

  /**
   * The tools of the current generation.
   *
   * @return names, signatures and descriptions, ordered by name
   */
  List<ToolInfo> tools();

  /**
   * What the current generation can do: adapter, runtime and worker together.
   *
   * @return the effective capabilities
   */
  Set<Capability> capabilities();

  /**
   * A snapshot of each worker, the draining ones included.
   *
   * @return one status a worker, the oldest first
   */
  List<WorkerStatus> workers();

  /**
   * Has each worker write to its stderr what its threads do, and go on: to see what a busy one is
   * busy with. The lines come by the logger {@code snakepit.worker.stderr}, and are in {@link
   * WorkerStatus#stderr()}; this doesn't wait for them.
   *
   * <p>For looking into a problem, not for every minute: a Python that runs code in several threads
   * at once may crash, seldom, while it reads their stacks. Its calls then end as with any worker
   * that dies.
   *
   * @return how many workers were asked: those of a runtime that can, as Python's on Linux and
   *     macOS
   */
  int showStacks();

  /**
   * A snapshot of the pool's counters.
   *
   * @return the statistics since the pool started
   */
  PoolStats stats();

  /**
   * Why every new call is refused at present, for those who watch the pool: no worker can be
   * started ({@link PoolBrokenException}), or the pool is closing ({@link PoolClosedException}).
   * While a worker that was lost is being replaced, calls wait, and there is no outage.
   *
   * @return the error that a call would end with; empty while calls are taken
   */
  Optional<SnakepitException> outage();

  /**
   * Serves through another adapter from now on, without a pause: its workers are started beside
   * those in service, take all calls at once when every one of them is ready, and the old ones go
   * when they have ended what they run, or after {@link TimeoutConfig#drain()}; calls cut short by
   * that fail with {@link ErrorCode#WORKER_KILLED}, which is retryable. While both generations are
   * there the pool has twice its workers.
   *
   * <p>Sessions move with their next call, by their {@linkplain Session#onRestore restore steps};
   * those without lose their state, and are told. Counters and sessions' keys survive. The adapter
   * gets the options that are configured for the pool when it is the adapter named there, else
   * none.
   *
   * <p>Blocks until the new generation serves. When it can't, the pool is left as it was.
   *
   * @param adapter the adapter's name
   * @return what has changed, and when the old generation is gone
   * @throws ConfigurationException when there is no adapter of that name
   * @throws UnavailableException when it can't be used, with reason and remedy
   * @throws WorkerStartException when one of its workers can't start, with the worker's own words;
   *     also when the calling thread is interrupted
   * @throws ChangeInProgressException when another change isn't over
   * @throws PoolClosedException when the pool is closed
   */
  Changeover switchAdapter(String adapter);

  /**
   * As {@link #switchAdapter(String)}, with these options of the adapter.
   *
   * @param adapter the adapter's name
   * @param options the adapter's options; an unknown key is a {@link ConfigurationException}
   * @return what has changed, and when the old generation is gone
   */
  Changeover switchAdapter(String adapter, Map<String, String> options);

  /**
   * Loads the tools anew: as {@link #switchAdapter(String)}, with the adapter that serves. Tool
   * files, and with a managed environment its requirements, are read again.
   *
   * @return what has changed, and when the old generation is gone
   */
  Changeover reloadTools();
}
