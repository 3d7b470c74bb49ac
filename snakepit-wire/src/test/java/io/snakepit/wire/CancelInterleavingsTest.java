package io.snakepit.wire;

import io.snakepit.spi.CallHead;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A cancel, however it meets what the worker says of the call. */
@Tag("interleavings")
class CancelInterleavingsTest {

  private static final int INTERLEAVINGS = 150;

  @Test
  void aCallThatSettlesMeanwhileIsNotInsistedOnForEver() {
    Lincheck.runConcurrentTest(
        INTERLEAVINGS,
        () -> {
          Call call = new Call(CallHead.unary(1, "tool"));
          Thread caller = start(call::cancel);
          call.settle();
          join(caller);
          Future<?> reminder = call.interrupter.reminder.get();
          check("a reminder is kept", reminder == null || reminder.isCancelled());
        });
  }

  @Test
  void aCallThatStartsMeanwhileIsInterruptedOnce() {
    Lincheck.runConcurrentTest(
        INTERLEAVINGS,
        () -> {
          Call call = new Call(new CallHead(1, 0, "tool", "", 0, false, 1, true, false, Map.of()));
          Thread caller = start(call::cancel);
          call.isStarted();
          join(caller);
          check("interrupted " + call.interrupts, call.interrupts.get() == 1);
        });
  }

  private static void check(String what, boolean holds) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  private static Thread start(Runnable code) {
    Thread thread = new Thread(code);
    thread.start();
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A call to a worker that runs several at once, and says nothing of cancels. */
  private static final class Call extends WireExchange {

    private final Reminding interrupter;
    private final AtomicInteger interrupts = new AtomicInteger();

    Call(CallHead head) {
      this(head, new Reminding());
    }

    private Call(CallHead head, Reminding interrupter) {
      super(head, new Deaf(), interrupter);
      this.interrupter = interrupter;
    }

    void isStarted() {
      try {
        started();
      } catch (WireException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected void sendCredit(int items) {}

    @Override
    protected void sendCancel(boolean running) {
      if (running) {
        interrupts.incrementAndGet();
      }
    }
  }

  /** Keeps the one reminder there is. */
  private static final class Reminding extends Interrupter {

    private final AtomicReference<@Nullable Future<?>> reminder = new AtomicReference<>();

    Reminding() {
      super(() -> {}, new Probe(number -> {}));
    }

    @Override
    CompletionStage<Void> hasLooked() {
      return new CompletableFuture<>();
    }

    @Override
    Future<?> later(long millis, Runnable task) {
      Future<?> future = new CompletableFuture<>();
      reminder.set(future);
      return future;
    }
  }
}
