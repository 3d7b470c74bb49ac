package io.snakepit.api;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * A snapshot of one worker.
 *
 * @param id its id, unique in its Snakepit, never used twice
 * @param generation the number of the generation it belongs to, from 1
 * @param adapter the adapter that talks to it
 * @param runtime the runtime that started it
 * @param pid its process id, when it is a local process
 * @param state where it is in its life
 * @param running the tools it is running
 * @param calls how many calls it has completed
 * @param age the time since it was started
 * @param residentBytes its resident memory in bytes, where that can be measured
 * @param stderr the last lines it wrote to stderr or logged as warnings and errors, oldest first,
 *     as many as {@link LimitConfig#stderrLines()} keeps; empty when it isn't a local process
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record WorkerStatus(
    String id,
    int generation,
    String adapter,
    String runtime,
    OptionalLong pid,
    WorkerState state,
    List<String> running,
    long calls,
    Duration age,
    OptionalLong residentBytes,
    List<String> stderr) {

  /** Copies the lists. */
  public WorkerStatus {
    running = List.copyOf(running);
    stderr = List.copyOf(stderr);
  }

  /** All but the lines of stderr, which are many for a log. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "WorkerStatus[id=%s, generation=%d, adapter=%s, runtime=%s, pid=%s, state=%s, running=%s,"
            + " calls=%d, age=%s, residentBytes=%s, stderr=%d lines]",
        id,
        generation,
        adapter,
        runtime,
        pid,
        state,
        running,
        calls,
        age,
        residentBytes,
        stderr.size());
  }
}
