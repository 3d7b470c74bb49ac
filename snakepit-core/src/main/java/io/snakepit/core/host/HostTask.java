package io.snakepit.core.host;

import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** The run of one host tool; given up before it began, it says so in the tool's place. */
public final class HostTask extends FutureTask<Void> {

  private final Runnable instead;
  private final AtomicBoolean begun;

  private HostTask(Runnable answer, Runnable instead, AtomicBoolean begun) {
    super(
        () -> {
          if (begun.compareAndSet(false, true)) {
            answer.run();
          }
          return null;
        });
    this.instead = instead;
    this.begun = begun;
  }

  /**
   * Makes a task.
   *
   * @param answer runs the tool and answers, whatever happens
   * @param instead answers that the tool didn't run
   */
  static HostTask of(Runnable answer, Runnable instead) {
    return new HostTask(answer, instead, new AtomicBoolean());
  }

  /** Gives it up, unless it has begun, with another answer. */
  void refuse(Runnable answer) {
    if (begun.compareAndSet(false, true)) {
      cancel(false);
      answer.run();
    }
  }

  @Override
  protected void done() {
    if (isCancelled() && begun.compareAndSet(false, true)) {
      instead.run();
    }
  }
}
