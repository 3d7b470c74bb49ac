package io.snakepit.core.process;

import io.snakepit.spi.LaunchPlan;
import java.io.IOException;

/** Starts and watches worker processes. May be called by several threads. */
public interface ProcessLauncher extends AutoCloseable {

  /**
   * Starts one, and blocks until it is started.
   *
   * @param worker the worker's id, for thread names and messages
   * @param plan what to start
   * @param stderr receives what the process writes to its descriptor 2
   * @throws IOException when it can't be started, or the launcher is closed
   */
  LaunchedProcess launch(String worker, LaunchPlan plan, StderrSink stderr) throws IOException;

  /**
   * Watches a process that somebody else has started for a worker, as if it had been started here.
   *
   * @param worker the worker's id, for thread names and messages
   * @param process leads a process group, or is about to
   * @param showsStacks as {@link LaunchPlan#showsStacks()}
   * @param stderr receives what the process writes to its descriptor 2
   * @throws IOException when it can't be watched, or the launcher is closed; the process is ended
   *     then, or it is for the caller to do it
   */
  LaunchedProcess adopt(String worker, Process process, boolean showsStacks, StderrSink stderr)
      throws IOException;

  /** Kills what is still running, and starts nothing any more. Idempotent. */
  @Override
  void close();
}
