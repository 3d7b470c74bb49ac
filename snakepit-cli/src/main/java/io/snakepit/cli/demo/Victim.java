package io.snakepit.cli.demo;

import io.snakepit.api.Pool;
import io.snakepit.api.WorkerState;
import io.snakepit.api.WorkerStatus;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A worker that was killed while it worked.
 *
 * @param worker how it was just before
 * @param killedAt by {@link System#nanoTime()}
 */
record Victim(WorkerStatus worker, long killedAt) {

  private static final int LOOKS = 10_000;

  /** Kills a busy worker of the pool by its process id, as anybody could from outside. */
  static Victim killOne(Pool pool) {
    WorkerStatus chosen = choose(pool);
    ProcessHandle.of(chosen.pid().getAsLong()).ifPresent(ProcessHandle::destroyForcibly);
    return new Victim(chosen, System.nanoTime());
  }

  /** Calls are short, so that a busy worker may have to be looked for more than once. */
  private static WorkerStatus choose(Pool pool) {
    for (int look = 0; look < LOOKS; look++) {
      Optional<WorkerStatus> busy =
          local(pool).filter(worker -> worker.state() == WorkerState.RUNNING).findFirst();
      if (busy.isPresent()) {
        return busy.get();
      }
    }
    return local(pool)
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no worker is a process of this machine"));
  }

  private static Stream<WorkerStatus> local(Pool pool) {
    return pool.workers().stream().filter(worker -> worker.pid().isPresent());
  }

  /** How long ago it was. */
  double secondsSince() {
    return (System.nanoTime() - killedAt) / 1e9;
  }
}
