package io.snakepit.core.pool;

import io.snakepit.api.SessionException;
import io.snakepit.core.host.CallLineage;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a session's state on a new worker: its owner's restore steps run on a <em>stage</em>, a
 * session of the same key, whose worker the session takes over when all of them have succeeded.
 */
final class SessionRestoration {

  private final PooledSession session;
  private final PooledSession stage;
  private final @Nullable CallLineage lineage;
  private volatile @Nullable Thread thread;

  boolean stepsDone; // guarded by the dispatcher's lock

  /**
   * Plans a restoration.
   *
   * @param lineage that of the call it is made for, whose ancestors its steps must not wait for
   */
  SessionRestoration(PooledSession session, @Nullable CallLineage lineage) {
    this.session = session;
    this.stage = session.newStage();
    this.lineage = lineage;
  }

  PooledSession session() {
    return session;
  }

  PooledSession stage() {
    return stage;
  }

  @Nullable CallLineage lineage() {
    return lineage;
  }

  /**
   * Whether the calling thread runs the steps: what it calls on the session is meant for the stage.
   */
  boolean runsOnCurrentThread() {
    return thread == Thread.currentThread();
  }

  /** Runs the steps, and tells the dispatcher how it went. */
  void run(Dispatcher dispatcher) {
    thread = Thread.currentThread();
    try {
      asPartOfItsLineage(this::runSteps);
      thread = null;
      dispatcher.restored(this);
    } catch (Exception | Error failure) { // the steps are the user's code
      failed(dispatcher, failure);
    }
  }

  /** Tells the dispatcher that its steps have failed, or couldn't run. */
  void failed(Dispatcher dispatcher, Throwable why) {
    thread = null;
    Supplier<SessionException> told = session.notRestored(why);
    // its worker may be the next try's, which must not find, nor lose, state of the same key
    endStage().whenComplete((done, unended) -> dispatcher.notRestored(this, told));
  }

  private <T extends @Nullable Object> T asPartOfItsLineage(Callable<T> task) throws Exception {
    return lineage == null ? task.call() : lineage.run(task);
  }

  /** Nor must the end of the stage wait for those ancestors. */
  private CompletableFuture<?> endStage() {
    try {
      return asPartOfItsLineage(stage::end);
    } catch (Exception failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private @Nullable Void runSteps() {
    session.steps().forEach(step -> step.accept(stage));
    return null;
  }
}
