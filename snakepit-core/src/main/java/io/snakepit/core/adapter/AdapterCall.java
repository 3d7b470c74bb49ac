package io.snakepit.core.adapter;

import io.snakepit.spi.Adapter;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of an adapter's method on a thread that may be left behind: it may not return, and
 * whoever asks has others to look after.
 */
public final class AdapterCall<T> implements Runnable {

  /**
   * Whose method it is.
   *
   * @param adapter the adapter
   * @param name its name, as it was when a pool chose it
   * @param worker the worker it is asked for
   */
  public record Target(Adapter adapter, String name, String worker) {}

  /** What is made of the adapter's answer. */
  @FunctionalInterface
  public interface After<T> {

    /** Takes what the method returned, or what it threw. */
    void accept(@Nullable T given, @Nullable Throwable failure);
  }

  private final Target target;
  private final String method;
  private final Callable<T> inside;
  private final After<T> after;
  private final Consumer<AdapterCall<?>> whenLeft;

  // guarded by this
  private @Nullable Thread thread; // as long as it is in the adapter
  private boolean unwanted;

  /**
   * Calls nobody yet.
   *
   * @param inside what is the adapter's
   * @param after what is made of it, by the same thread
   * @param whenLeft told between the two
   */
  AdapterCall(
      Target target,
      String method,
      Callable<T> inside,
      After<T> after,
      Consumer<AdapterCall<?>> whenLeft) {
    this.target = target;
    this.method = method;
    this.inside = inside;
    this.after = after;
    this.whenLeft = whenLeft;
  }

  Target target() {
    return target;
  }

  @Override
  public void run() {
    if (!enter()) {
      return;
    }
    @Nullable T given = null;
    @Nullable Throwable failure = null;
    try {
      given = inside.call();
    } catch (Throwable thrown) { // whatever it was, somebody counts on an answer
      failure = thrown;
    }
    leave();
    after.accept(given, failure);
  }

  /** Tells that nobody can be asked. */
  void fail(Throwable impossible) {
    after.accept(null, impossible);
  }

  private synchronized boolean enter() {
    if (unwanted) {
      return false;
    }
    thread = Thread.currentThread();
    return true;
  }

  private void leave() {
    synchronized (this) {
      thread = null;
      if (unwanted) {
        Thread.interrupted(); // it was meant for the adapter
      }
    }
    whenLeft.accept(this);
  }

  /**
   * Where it is; null when it isn't in the adapter.
   *
   * @param span how long it has been in there at least
   */
  synchronized @Nullable HungAdapterException seen(String span) {
    return thread == null ? null : HungAdapterException.of(target.name(), method, span, thread);
  }

  /** Nobody waits for it any more; answers whether a thread is in there, which is interrupted. */
  synchronized boolean interrupt() {
    unwanted = true;
    if (thread != null) {
      thread.interrupt();
    }
    return thread != null;
  }

  /** Names its thread. */
  @Override
  public String toString() {
    return method + "-" + target.worker();
  }
}
