package io.snakepit.core.template;

import io.snakepit.core.process.ExitStatus;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * A process that a template was ordered to fork, from the order to its end.
 *
 * @param pid the process, once it is there
 * @param orphaned completed, before its exit, with the reason when it ends with its template
 * @param exit its exit value, as {@link Process#exitValue()} has it
 */
record Fork(
    CompletableFuture<Long> pid,
    CompletableFuture<String> orphaned,
    CompletableFuture<Integer> exit) {

  private static final int SIGNALLED = 128; // as the JDK has it
  private static final int KILL = 9;

  Fork() {
    this(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
  }

  /** There is none, or none any more that could be used. */
  void fail(Throwable reason) {
    pid.completeExceptionally(reason);
  }

  boolean hasFailed() {
    return pid.isCompletedExceptionally();
  }

  /** It has exited by itself. */
  void exited(int status) {
    ended(status);
  }

  /** A signal has ended it. */
  void signalled(int signal) {
    ended(SIGNALLED + signal);
  }

  private void ended(int value) {
    fail(new IOException("it " + ExitStatus.read(value).describe() + " before it began"));
    exit.complete(value);
  }

  /** Its template is gone, and so is it: the kernel sees to that. */
  void orphan(String reason) {
    orphaned.complete(reason);
    signalled(KILL);
  }
}
