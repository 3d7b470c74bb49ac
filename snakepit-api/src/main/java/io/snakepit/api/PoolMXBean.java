package io.snakepit.api;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A pool as JMX shows it, to whoever looks at the JVM from outside: {@code snakepit status},
 * JConsole, an exporter of metrics. Each pool of a running Snakepit is in the platform's MBean
 * server, as {@code io.snakepit:type=Pool,pit=1,name=default}; {@code pit} counts the Snakepits of
 * one JVM. Where the JVM hasn't got the module {@code java.management}, pools aren't shown.
 *
 * <p>Each attribute is looked up when it is asked for, so those of one moment needn't fit together.
 * Counts begin when the pool starts; {@link PoolStats} says what is counted. Safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface PoolMXBean {

  /**
   * The configured name.
   *
   * @return the name
   */
  String getName();

  /**
   * Why every new call is refused at present.
   *
   * @return the message of {@link Pool#outage()}; null while calls are taken
   */
  @Nullable String getOutage();

  /**
   * How many workers the pool is to have.
   *
   * @return {@link PoolStats#configured()}
   */
  int getConfiguredWorkers();

  /**
   * How many workers are ready.
   *
   * @return {@link PoolStats#workers()}
   */
  int getReadyWorkers();

  /**
   * How many workers run nothing.
   *
   * @return {@link PoolStats#idle()}
   */
  int getIdleWorkers();

  /**
   * How many calls are with a worker.
   *
   * @return {@link PoolStats#running()}
   */
  int getRunningCalls();

  /**
   * How many calls wait for a worker.
   *
   * @return {@link PoolStats#queued()}
   */
  int getQueuedCalls();

  /**
   * The size of the arguments of the calls that wait.
   *
   * @return {@link PoolStats#queuedBytes()}, in bytes
   */
  long getQueuedBytes();

  /**
   * How many calls were accepted.
   *
   * @return {@link PoolStats#accepted()}
   */
  long getAcceptedCalls();

  /**
   * How many calls weren't accepted.
   *
   * @return {@link PoolStats#refused()}
   */
  long getRefusedCalls();

  /**
   * How many calls ended with a result, or with the end of their stream.
   *
   * @return {@link PoolStats#succeeded()}
   */
  long getSucceededCalls();

  /**
   * How many calls ended with an error, or were given up.
   *
   * @return {@link PoolStats#failed()}
   */
  long getFailedCalls();

  /**
   * How many times an idempotent call was made again.
   *
   * @return {@link PoolStats#retried()}
   */
  long getRetriedCalls();

  /**
   * How many workers became ready.
   *
   * @return {@link PoolStats#started()}
   */
  long getStartedWorkers();

  /**
   * How many starts of workers failed.
   *
   * @return {@link PoolStats#failedStarts()}
   */
  long getFailedStarts();

  /**
   * How many workers died without being asked to.
   *
   * @return {@link PoolStats#lost()}
   */
  long getLostWorkers();

  /**
   * How many workers the pool killed.
   *
   * @return {@link PoolStats#killed()}
   */
  long getKilledWorkers();

  /**
   * The tools of the current generation.
   *
   * @return their {@linkplain ToolInfo#signature() signatures}, ordered by name
   */
  List<String> getTools();

  /**
   * A snapshot of each worker, the draining ones included.
   *
   * @return one entry a worker, the oldest first; measures the memory of each process
   */
  List<WorkerMXData> getWorkers();

  /**
   * Has each worker write to its stderr what its threads do: {@link Pool#showStacks()}.
   *
   * @return how many workers were asked; what they write is in {@link WorkerMXData#getStderr()},
   *     and in the application's log
   */
  int showStacks();
}
