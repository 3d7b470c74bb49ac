package io.snakepit.core.host;

import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The run of one host tool; given up before it began, it says so in the tool's place. It is done
 * before its worker is told, which may call the next one at once.
 */
public final class HostTask extends FutureTask<Void> {

  /** How far it is. */
  private enum Stage {
    WAITING,
    BEGUN,
    ANSWERED
  }

  private final Runnable instead;
  private final AtomicReference<Stage> stage;

  private HostTask(Supplier<Runnable> tool, Runnable instead, AtomicReference<Stage> stage) {
    super(
        () -> {
          if (begin(stage)) {
            Runnable answer = tool.get();
            stage.set(Stage.ANSWERED);
            answer.run();
          }
          return null;
        });
    this.instead = instead;
    this.stage = stage;
  }

  /**
   * Makes a task.
   *
   * @param tool runs the tool and gives what answers, whatever happens
   * @param instead answers that the tool didn't run
   */
  static HostTask of(Supplier<Runnable> tool, Runnable instead) {
    return new HostTask(tool, instead, new AtomicReference<>(Stage.WAITING));
  }

  /** Gives it up, unless it has begun, with another answer. */
  void refuse(Runnable answer) {
    if (begin(stage)) {
      cancel(false);
      answer.run();
    }
  }

  private static boolean begin(AtomicReference<Stage> stage) {
    return stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
  }

  /** Whether nobody waits for it: its thread may still be on its way back from the answer. */
  @Override
  public boolean isDone() {
    return stage.get() == Stage.ANSWERED || super.isDone();
  }

  @Override
  protected void done() {
    if (isCancelled() && begin(stage)) {
      instead.run();
    }
  }
}
