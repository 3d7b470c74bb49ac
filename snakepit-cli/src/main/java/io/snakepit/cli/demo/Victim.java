package io.snakepit.cli.demo;

import io.snakepit.api.Pool;
import io.snakepit.api.WorkerState;
import io.snakepit.api.WorkerStatus;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A worker that was killed while it worked.
 *
 * @param worker how it was just before
 * @param killedAt by {@link System#nanoTime()}
 */
record Victim(WorkerStatus worker, long killedAt) {

  /** Kills a worker of the pool by its process id, as anybody could from outside. */
  static Victim killOne(Pool pool) {
    List<WorkerStatus> local =
        pool.workers().stream().filter(worker -> worker.pid().isPresent()).toList();
    WorkerStatus chosen =
        local.stream()
            .filter(worker -> worker.state() == WorkerState.RUNNING)
            .findFirst()
            .or(() -> local.stream().findFirst())
            .orElseThrow(
                () -> new NoSuchElementException("no worker is a process of this machine"));
    ProcessHandle.of(chosen.pid().getAsLong()).ifPresent(ProcessHandle::destroyForcibly);
    return new Victim(chosen, System.nanoTime());
  }

  /** How long ago it was. */
  double secondsSince() {
    return (System.nanoTime() - killedAt) / 1e9;
  }
}
