package io.snakepit.core.pool;

import io.snakepit.api.Obituary;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.process.Obituaries;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a worker had to say about what it ran when it died. */
final class LastWords {

  private final String worker;
  private final @Nullable LaunchedProcess process;

  // Under the dispatcher's lock. Read without it for a call that died with the worker, by a thread
  // that learnt of that call after it had been given to the worker, and so after this was written.
  private long linesBefore;

  private @Nullable CompletionStage<Obituary> obituary; // guarded by this

  LastWords(String worker, @Nullable LaunchedProcess process) {
    this.worker = worker;
    this.process = process;
  }

  /**
   * A worker that runs nothing is about to be given a call: its last words begin here. Nothing of
   * it has been sent, so none of its lines is left out. What others wrote is left out as far as it
   * has been read: all that came over the wire, before the ends of their calls; but what was
   * written past it, to descriptor 2, may still be in the pipe, and counts for this call then.
   */
  void begin() {
    if (process != null) {
      linesBefore = process.stderrLines();
    }
  }

  /** Writes the obituary, once: of a worker that ran nothing it has all lines that were kept. */
  synchronized CompletionStage<Obituary> obituary(
      String reason, List<String> running, Duration age, long calls, OptionalLong residentBytes) {
    if (obituary == null) {
      long since = running.isEmpty() ? 0 : linesBefore;
      obituary =
          Obituaries.write(worker, process, since, reason, running, age, calls, residentBytes);
    }
    return obituary;
  }
}
