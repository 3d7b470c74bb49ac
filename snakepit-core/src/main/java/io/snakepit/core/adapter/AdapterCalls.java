package io.snakepit.core.adapter;

import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls adapters on threads of their own. One that doesn't return in time is interrupted; one that
 * doesn't heed that keeps its thread, so an adapter that has several of those is asked for no
 * worker until one returns.
 */
public final class AdapterCalls {

  /** Threads that an adapter may keep: some, for one that hangs now and then may recover. */
  public static final int MOST_HUNG = 4;

  /** For what must return at once. Long, since a machine may be busy with other things. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /** An interrupt that is heeded at all is heeded sooner. */
  private static final long HEEDED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Logger logger = LoggerFactory.getLogger(AdapterCalls.class);

  /**
   * How long is waited.
   *
   * @param text the same for people, with the name that they know it by
   */
  public record Bound(Duration time, String text) {}

  private final Executor threads;
  private final Timer timer;
  private final Map<AdapterCall<?>, HungAdapterException> hung =
      new LinkedHashMap<>(); // guarded by this

  /**
   * Calls nobody yet.
   *
   * @param threads has one for each task at once
   */
  public AdapterCalls(Executor threads, Timer timer) {
    this.threads = threads;
    this.timer = timer;
  }

  /** A call for whose end the caller looks; it is to be {@linkplain #begin begun}. */
  public <T> AdapterCall<T> watched(
      AdapterCall.Target target, String method, Callable<T> inside, AdapterCall.After<T> after) {
    return new AdapterCall<>(target, method, inside, after, this::returned);
  }

  /** Begins a call; why it can't is told as if the adapter had failed. */
  public void begin(AdapterCall<?> call) {
    try {
      refuseIfHung(call.target());
      threads.execute(call);
    } catch (RuntimeException | Error impossible) { // OutOfMemoryError: no thread
      call.fail(impossible);
    }
  }

  /**
   * Asks a worker for what returns at once, and looks itself whether it does.
   *
   * @param broken told what it throws
   */
  public void ask(
      AdapterCall.Target target, String method, Runnable inside, Consumer<Throwable> broken) {
    AtomicReference<@Nullable Scheduled> alarm = new AtomicReference<>();
    AdapterCall<?> call =
        new AdapterCall<>(
            target,
            method,
            () -> {
              inside.run();
              return method;
            },
            (given, failure) -> {
              if (failure != null) {
                broken.accept(failure);
              }
            },
            left -> {
              returned(left);
              cancel(alarm.get());
            });
    alarm.set(timer.schedule(PATIENCE.toNanos(), () -> late(call)));
    try {
      threads.execute(call);
    } catch (RuntimeException | Error noThread) {
      call.run();
    }
  }

  /**
   * Asks for what is answered at once, and waits for the answer. Throws what the adapter throws.
   *
   * @param bound how long it waits, with what the user knows that by
   * @throws HungAdapterException when it isn't answered
   */
  public <T> T answer(AdapterCall.Target target, String method, Supplier<T> inside, Bound bound) {
    boolean interrupted = Thread.interrupted(); // before: who waits longer sees to that
    CompletableFuture<T> answer = new CompletableFuture<>();
    AdapterCall<T> call =
        new AdapterCall<>(
            target,
            method,
            inside::get,
            (given, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
              } else {
                answer.complete(given);
              }
            },
            this::returned);
    Scheduled alarm = timer.schedule(bound.time().toNanos(), () -> unanswered(call, answer, bound));
    begin(call);
    try {
      return answer.get();
    } catch (InterruptedException meanwhile) {
      giveUp(call);
      interrupted = true;
      throw new IllegalStateException("interrupted while it was asked", meanwhile);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw failed.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(failed.getCause()); // one that it doesn't declare
    } finally {
      alarm.cancel();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void unanswered(AdapterCall<?> call, CompletableFuture<?> answer, Bound bound) {
    HungAdapterException hung = overdue(call, bound.text());
    answer.completeExceptionally(
        hung != null ? hung : new IllegalStateException("no thread came to ask it"));
    giveUp(call); // only now: what the interrupt makes of it would hide the reason
  }

  private static void cancel(@Nullable Scheduled alarm) {
    if (alarm != null) {
      alarm.cancel();
    }
  }

  private void late(AdapterCall<?> call) {
    HungAdapterException seen = overdue(call, PATIENCE.toSeconds() + " s");
    if (seen != null) {
      logger.warn("worker {}: {}", call.target().worker(), seen.getMessage());
    }
    giveUp(call);
  }

  private synchronized void refuseIfHung(AdapterCall.Target target) {
    List<HungAdapterException> its =
        hung.entrySet().stream()
            .filter(entry -> entry.getKey().target().adapter().equals(target.adapter()))
            .map(Map.Entry::getValue)
            .toList();
    if (its.size() >= MOST_HUNG) {
      throw HungAdapterException.refused(target.name(), its);
    }
  }

  private synchronized void returned(AdapterCall<?> call) {
    hung.remove(call);
  }

  /** Its time is over: answers where it waits, and counts it; null when it has returned. */
  public @Nullable HungAdapterException overdue(AdapterCall<?> call, String span) {
    HungAdapterException seen = call.seen(span);
    if (seen == null) {
      return null;
    }
    synchronized (this) {
      hung.put(call, seen);
    }
    if (call.seen(span) == null) { // it may have returned before it was put there
      returned(call);
    }
    return seen;
  }

  /** Nobody waits for it any more: its thread is interrupted, and its word counts no longer. */
  public void giveUp(AdapterCall<?> call) {
    if (call.interrupt()) {
      timer.schedule(HEEDED_NANOS, () -> tellIfThere(call));
    }
  }

  private static void tellIfThere(AdapterCall<?> call) {
    HungAdapterException seen = call.seen("it was interrupted");
    if (seen != null) {
      logger.warn("thread {} heeds no interrupt: it is left behind", call, seen);
    }
  }
}
