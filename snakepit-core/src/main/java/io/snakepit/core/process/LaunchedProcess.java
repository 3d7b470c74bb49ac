package io.snakepit.core.process;

import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.WorkerProcess;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** A worker's process, as its pool sees it. */
public interface LaunchedProcess extends WorkerProcess {

  /** The last lines it wrote to stderr, oldest first. */
  default List<String> stderrTail() {
    return stderrTail(0);
  }

  /**
   * Of the last lines it wrote to stderr those that came after so many, oldest first.
   *
   * @param since what {@link #stderrLines()} was then
   */
  List<String> stderrTail(long since);

  /**
   * How many lines the tail has been given so far. What the process has written and nobody has read
   * yet isn't counted. Cheap enough to be asked at every call.
   */
  long stderrLines();

  /**
   * Adds a line to the tail that came by another way than descriptor 2: printed to the language's
   * stderr, or logged as a warning or an error.
   */
  void addToTail(String line);

  /**
   * The resident memory of the process itself, in bytes; empty when it is gone or can't be read.
   */
  OptionalLong residentBytes();

  /** Completes when nothing more will come from stderr. */
  CompletionStage<?> stderrDrained();

  /**
   * Has it write to its stderr what its threads do, and go on. Doesn't block.
   *
   * @return false when it can't be asked to
   */
  default boolean showStacks() {
    return false;
  }

  /** Whether {@link #kill()} ended it. Settled when {@link #exit()} is complete. */
  default boolean wasKilled() {
    return false;
  }

  /**
   * An exit that wasn't Snakepit's doing, for people: as {@link ProcessExit#describe()}, with what
   * the system tells about who may have done it.
   */
  default String describe(ProcessExit exit) {
    return exit.describe();
  }
}
