package io.snakepit.core.pool;

import io.snakepit.core.adapter.AdapterCall;
import io.snakepit.core.adapter.AdapterCalls;
import io.snakepit.core.adapter.GuardedWorker;
import io.snakepit.core.adapter.HungAdapterException;
import io.snakepit.core.generation.WorkerOpening;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerOpenException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an adapter is asked until there is a worker: to open it, what it is, and to tell its end.
 * One after the other, each on a thread that may be left behind, and together no longer than a
 * start may take.
 */
final class WorkerStart {

  private static final Logger logger = LoggerFactory.getLogger(WorkerStart.class);

  /** What is made of an answer. */
  @FunctionalInterface
  private interface Next<T> {

    /** Takes it; what it throws fails the start. */
    void accept(@Nullable T answer);
  }

  private final WorkerOpening opening;
  private final AdapterCall.Target target;
  private final AdapterCalls calls;
  private final Timer timer;
  private final Set<Worker> given;
  private final CompletableFuture<Worker> outcome = new CompletableFuture<>();

  // guarded by this
  private AdapterCall<?> inside; // the last that was asked
  private @Nullable Worker worker; // that is to be stopped if nothing comes of it
  private boolean over;

  /**
   * Asks nothing yet.
   *
   * @param given the workers that adapters have given, which are to be other ones each time
   */
  WorkerStart(
      WorkerOpening opening,
      AdapterCall.Target target,
      AdapterCalls calls,
      Timer timer,
      Set<Worker> given) {
    this.opening = opening;
    this.target = target;
    this.calls = calls;
    this.timer = timer;
    this.given = given;
    this.inside = call("open", () -> target.adapter().open(opening), this::promised);
  }

  /** Begins; completes with the worker, of whose life its adapter's word isn't needed. */
  CompletionStage<Worker> begin() {
    AdapterCall<?> open;
    synchronized (this) {
      open = inside;
    }
    calls.begin(open);
    return outcome;
  }

  private <T> AdapterCall<T> call(String method, Callable<T> question, Next<T> next) {
    return calls.watched(
        target,
        method,
        question,
        (answer, failure) -> {
          if (failure != null) {
            outcome.completeExceptionally(failure);
            return;
          }
          try {
            next.accept(answer);
          } catch (Exception | Error unfit) { // what its adapter answered can't be right
            outcome.completeExceptionally(unfit);
          }
        });
  }

  private <T> void ask(String method, Callable<T> question, Next<T> next) {
    AdapterCall<T> call = call(method, question, next);
    synchronized (this) {
      if (over) {
        return;
      }
      inside = call;
    }
    calls.begin(call);
  }

  private void promised(@Nullable CompletionStage<Worker> promise) {
    Objects.requireNonNull(promise, "its adapter promised no worker")
        .thenApply(opened -> Objects.requireNonNull(opened, "its adapter gave no worker"))
        .whenComplete(
            (opened, broken) -> {
              if (broken != null) {
                outcome.completeExceptionally(broken);
              } else {
                opened(opened);
              }
            });
  }

  private void opened(Worker opened) {
    if (!given.add(opened)) { // it is another one's, and goes on as that
      outcome.completeExceptionally(
          new IllegalStateException("its adapter gave a worker that it had given before"));
      return;
    }
    boolean late;
    synchronized (this) {
      worker = opened;
      late = over;
    }
    if (late) {
      discard();
    } else {
      ask("info", opened::info, info -> described(opened, info));
    }
  }

  private void described(Worker opened, @Nullable WorkerInfo info) {
    GuardedWorker guarded =
        new GuardedWorker(
            opened,
            Objects.requireNonNull(info, "its adapter gave a worker without info"),
            target,
            opening.process(),
            timer,
            calls);
    guarded.lost().thenRun(() -> given.remove(opened));
    ask(
        "lost",
        () -> {
          guarded.watch();
          return guarded;
        },
        watched -> outcome.complete(guarded));
  }

  /** Its time is over. */
  void overdue(String budget) {
    AdapterCall<?> last = end();
    HungAdapterException hung = calls.overdue(last, budget);
    boolean first =
        outcome.completeExceptionally(
            hung != null ? hung : new WorkerOpenException("the worker said no hello", null));
    if (first) { // only now: what the interrupt makes of it would hide the reason
      calls.giveUp(last);
    }
  }

  /** Nobody wants a worker any more. */
  void giveUp() {
    AdapterCall<?> last = end();
    opening.close();
    discard();
    calls.giveUp(last);
  }

  private synchronized AdapterCall<?> end() {
    over = true;
    return inside;
  }

  /** Stops the worker that no pool takes, if there is one. */
  void discard() {
    Worker unwanted;
    synchronized (this) {
      over = true;
      unwanted = worker;
      worker = null;
    }
    if (unwanted != null) {
      given.remove(unwanted);
      calls.ask(
          target,
          "stop",
          () -> unwanted.stop(Duration.ZERO),
          broken -> logger.warn("the adapter of worker {} can't stop it", target.worker(), broken));
    }
  }
}
