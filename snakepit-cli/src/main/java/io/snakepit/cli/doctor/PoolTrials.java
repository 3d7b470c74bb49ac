package io.snakepit.cli.doctor;

import io.snakepit.api.Pool;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStatus;
import io.snakepit.cli.pool.OnePool;

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
          pit -> served(pit, name));
    } catch (SnakepitException failure) {
      return Finding.of(AREA, name, failure);
    }
  }

  private static Finding served(Snakepit pit, String name) {
    Pool pool = pit.pool(name);
    WorkerStatus worker = pool.workers().get(0);
    return Finding.ok(
        AREA,
        name,
        String.format(
            "a worker of runtime %s has %d tools through adapter %s",
            worker.runtime(), pool.tools().size(), worker.adapter()));
  }
}
