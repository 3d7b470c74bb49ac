package io.snakepit.cli.doctor;

import io.snakepit.api.Pool;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerState;
import io.snakepit.api.WorkerStatus;
import io.snakepit.cli.pool.OnePool;
import java.util.Optional;

/** Starts one worker of each configured pool, with its own tools. */
final class PoolTrials {

  /** Under which its findings stand. */
  static final String AREA = "pool";

  private PoolTrials() {}

  static void run(SnakepitConfig config, Findings findings) {
    config.pools().keySet().forEach(name -> findings.add(tried(config, name)));
  }

  private static Finding tried(SnakepitConfig config, String name) {
    try {
      return OnePool.use(
          OnePool.of(config, name).changePool(name, pool -> pool.workers(1)),
          pit -> served(pit.pool(name), name));
    } catch (SnakepitException failure) {
      return Finding.of(AREA, name, failure);
    }
  }

  static Finding served(Pool pool, String name) {
    return present(pool)
        .map(
            worker ->
                String.format(
                    "a worker of runtime %s has %d %s through adapter %s",
                    worker.runtime(),
                    pool.tools().size(),
                    pool.tools().size() == 1 ? "tool" : "tools",
                    worker.adapter()))
        .map(detail -> Finding.ok(AREA, name, detail))
        .orElseGet(
            () -> Finding.broken(AREA, name, "its worker was ready, and has ended since", ""));
  }

  /** The worker of a pool that has one, as long as that is there. */
  static Optional<WorkerStatus> present(Pool pool) {
    return pool.workers().stream().filter(it -> it.state() != WorkerState.DEAD).findFirst();
  }
}
