package io.snakepit.api;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A worker as {@link PoolMXBean} shows it: {@link WorkerStatus} in types that JMX has.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface WorkerMXData {

  /**
   * Its id, unique in its Snakepit.
   *
   * @return {@link WorkerStatus#id()}
   */
  String getId();

  /**
   * The number of the generation it belongs to.
   *
   * @return {@link WorkerStatus#generation()}, from 1
   */
  int getGeneration();

  /**
   * The adapter that talks to it.
   *
   * @return {@link WorkerStatus#adapter()}
   */
  String getAdapter();

  /**
   * The runtime that started it.
   *
   * @return {@link WorkerStatus#runtime()}
   */
  String getRuntime();

  /**
   * Its process id.
   *
   * @return {@link WorkerStatus#pid()}; null when it isn't a local process
   */
  @Nullable Long getPid();

  /**
   * Where it is in its life.
   *
   * @return the name of {@link WorkerStatus#state()}; later versions may have others
   */
  String getState();

  /**
   * The tools it is running.
   *
   * @return {@link WorkerStatus#running()}
   */
  List<String> getRunning();

  /**
   * How many calls it has completed.
   *
   * @return {@link WorkerStatus#calls()}
   */
  long getCalls();

  /**
   * The time since it was started.
   *
   * @return {@link WorkerStatus#age()}, in milliseconds
   */
  long getAgeMillis();

  /**
   * Its resident memory.
   *
   * @return {@link WorkerStatus#residentBytes()}, in bytes; null where it can't be measured
   */
  @Nullable Long getResidentBytes();

  /**
   * The last lines it wrote to stderr or logged as warnings and errors.
   *
   * @return {@link WorkerStatus#stderr()}, oldest first
   */
  List<String> getStderr();
}
