package io.snakepit.testkit.fake;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The state of one call, and its signals: what makes them come in order and once. */
final class FakeExchange implements Exchange {

  /** How far the call is. */
  private enum State {
    WAITING,
    RUNNING,
    ENDED,
    SETTLED
  }

  private final CallHead head;
  private final ExchangeListener listener;
  private final Signals signals = new Signals();
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final Queue<FakeExchange> nested = new ConcurrentLinkedQueue<>();

  private volatile Runnable onChange = () -> {};

  // guarded by this
  private State state = State.WAITING;
  private long credit;
  private boolean cancelled;
  private boolean cancelDelivered;
  private boolean interrupted;
  private boolean lost;
  private @Nullable Thread runner;

  FakeExchange(CallHead head, ExchangeListener listener) {
    this.head = head;
    this.listener = listener;
    this.credit = head.credit();
  }

  CallHead head() {
    return head;
  }

  /** Completes when the last signal was delivered. */
  CompletionStage<Void> finished() {
    return finished;
  }

  /** What the thread that runs the call does while the call waits for the host. */
  BlockingQueue<Runnable> inbox() {
    return inbox;
  }

  /** Runs another call on top of this one, while it waits for the host. */
  void nest(FakeExchange call, Runnable execution) {
    nested.add(call);
    inbox.add(execution);
    if (isSettled()) { // it ended meanwhile
      cancelNested();
    }
  }

  /** Ends what runs on top, or waits to: the innermost first. */
  void cancelNested() {
    nested.forEach(FakeExchange::cancel);
  }

  /** Is told when credit or a cancel came. */
  void onChange(Runnable action) {
    onChange = action;
  }

  @Override
  public void request(long items) {
    if (items <= 0) {
      throw new IllegalArgumentException("items must be positive, not " + items);
    }
    synchronized (this) {
      credit = credit + items < 0 ? Long.MAX_VALUE : credit + items;
      notifyAll();
    }
    onChange.run();
  }

  @Override
  public void cancel() {
    cancelNested();
    synchronized (this) {
      if (cancelled || state == State.SETTLED) {
        return;
      }
      cancelled = true;
      if (state == State.WAITING) {
        end(() -> listener.onFailure(Failure.withdrawn()));
        settled();
      } else if (runner != null) {
        cancelDelivered = true;
        interrupt(runner);
      }
      notifyAll();
    }
    signals.drain();
    onChange.run();
  }

  // ---- the side of the code ------------------------------------------------------------------

  /**
   * The call's turn has come.
   *
   * @return false when it was withdrawn or lost before
   */
  boolean start() {
    synchronized (this) {
      if (state != State.WAITING) {
        return false;
      }
      state = State.RUNNING;
      if (head.announce()) {
        signals.add(listener::onStarted);
      }
    }
    signals.drain();
    return true;
  }

  /** The current thread goes into the call's code: from now on a cancel interrupts it. */
  synchronized void enter() throws InterruptedException {
    if (lost || (cancelled && !cancelDelivered)) {
      cancelDelivered = true;
      throw new InterruptedException("the call is to end");
    }
    runner = Thread.currentThread();
  }

  /** The current thread has left the call's code, and takes no interrupt along. */
  synchronized void leave() {
    runner = null;
    if (interrupted) {
      interrupted = false;
      Thread.interrupted();
    }
  }

  /**
   * Waits until there is credit, or a reason to end.
   *
   * @return false when interrupted
   */
  synchronized boolean awaitChange() {
    try {
      while (credit == 0 && !isToEnd()) {
        wait();
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  synchronized boolean hasCredit() {
    return credit > 0;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  synchronized boolean isLost() {
    return lost;
  }

  private synchronized boolean isSettled() {
    return state == State.SETTLED;
  }

  synchronized boolean isToEnd() {
    return cancelled || lost;
  }

  void item(Payload item) {
    signal(
        () -> {
          credit--;
          signals.add(() -> listener.onItem(item));
        });
  }

  void hostCall(FakeHostRequest request) {
    signal(() -> signals.add(() -> listener.onHostCall(request)));
  }

  void progress(Payload progress) {
    signal(() -> signals.add(() -> listener.onProgress(progress)));
  }

  void complete() {
    signal(() -> end(listener::onComplete));
  }

  void fail(Failure failure) {
    signal(() -> end(() -> listener.onFailure(failure)));
  }

  /** None of its code runs any more. */
  void settle() {
    synchronized (this) {
      if (state == State.ENDED) {
        settled();
      }
    }
    signals.drain();
  }

  // ---- the side of the worker ----------------------------------------------------------------

  /** The call can't be taken: it fails and never runs. */
  void refuse(Failure failure) {
    synchronized (this) {
      if (state == State.WAITING) {
        end(() -> listener.onFailure(failure));
        settled();
      }
    }
    signals.drain();
  }

  /** The worker is gone, and the call's code with it. */
  void lose(Failure failure) {
    synchronized (this) {
      lost = true;
      if (state == State.WAITING || state == State.RUNNING) {
        end(() -> listener.onFailure(failure));
      }
      if (state != State.SETTLED) {
        settled();
      }
      if (runner != null) {
        interrupt(runner);
      }
      notifyAll();
    }
    signals.drain();
  }

  private void signal(Runnable change) {
    synchronized (this) {
      if (state == State.RUNNING) {
        change.run();
      }
    }
    signals.drain();
  }

  // The three below are called under the lock.

  private void end(Runnable outcome) {
    state = State.ENDED;
    signals.add(outcome);
  }

  private void settled() {
    state = State.SETTLED;
    signals.add(listener::onSettled);
    signals.add(() -> finished.complete(null));
  }

  private void interrupt(Thread thread) {
    interrupted = true;
    thread.interrupt();
  }
}
