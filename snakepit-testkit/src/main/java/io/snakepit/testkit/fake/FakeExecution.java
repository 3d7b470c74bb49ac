package io.snakepit.testkit.fake;

import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs the code of one call, an item for each credit. One thread at a time. */
final class FakeExecution {

  private static final Failure CANCELLED = FakeErrors.of("CANCELLED", "the call was cancelled");

  private final FakeExchange exchange;
  private final FakeCall call;
  private final FakeTool code;
  private final long frameLimit;
  private final AtomicInteger requests = new AtomicInteger();

  private @Nullable Iterator<Payload> items;
  private boolean ended;

  FakeExecution(FakeExchange exchange, FakeCall call, FakeTool code, long frameLimit) {
    this.exchange = exchange;
    this.call = call;
    this.code = code;
    this.frameLimit = frameLimit;
  }

  /** Runs the call to its end on the current thread, which waits where there is no credit. */
  void runToEnd() {
    advance();
    while (!ended && exchange.awaitChange()) {
      advance();
    }
  }

  /** Runs the call as far as its credit goes, unless somebody is doing that already. */
  void runOnDemand() {
    if (requests.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      advance();
      seen = requests.addAndGet(-seen);
    } while (seen != 0);
  }

  private void advance() {
    if (ended) {
      return;
    }
    try {
      while (!ended && (exchange.hasCredit() || exchange.isToEnd())) {
        if (items == null) {
          begin();
        } else {
          step();
        }
      }
    } catch (InterruptedException e) {
      fail(exchange.isCancelled() ? CANCELLED : FakeErrors.raised(e));
    } catch (FakeDeath e) {
      ended = true;
    } catch (FakeRefusal e) {
      fail(e.failure());
    } catch (Exception | Error e) { // nobody else would end the call
      fail(FakeErrors.raised(e));
    }
  }

  private void begin() throws Exception {
    if (exchange.start()) {
      items = inside(() -> code.begin(call));
    } else {
      ended = true;
    }
  }

  private void step() throws Exception {
    Iterator<Payload> source = items;
    if (source == null) {
      return;
    }
    if (exchange.head().stream() && exchange.isToEnd()) {
      fail(CANCELLED);
    } else if (inside(source::hasNext)) {
      item(inside(source::next));
    } else {
      exchange.complete();
      settle();
    }
  }

  private void item(Payload item) {
    if (item.size() > frameLimit) {
      fail(
          FakeErrors.of(
              "RESULT_TOO_LARGE",
              item.size() + " bytes; a message may have " + frameLimit + " (limits.frame-bytes)"));
      return;
    }
    exchange.item(JsonText.copy(item));
    if (!exchange.head().stream()) {
      exchange.complete();
      settle();
    }
  }

  private void fail(Failure failure) {
    close();
    exchange.fail(failure);
    settle();
  }

  private void close() {
    if (items instanceof AutoCloseable source) {
      try {
        source.close();
      } catch (Exception e) {
        Thread.currentThread()
            .getUncaughtExceptionHandler()
            .uncaughtException(Thread.currentThread(), e);
      }
    }
  }

  private void settle() {
    ended = true;
    CompletionStage<?> settling = call.settling();
    if (settling == null) {
      exchange.settle();
    } else {
      settling.whenComplete((value, failure) -> exchange.settle());
    }
  }

  private <T> T inside(Callable<T> code) throws Exception {
    exchange.enter();
    try {
      return code.call();
    } finally {
      exchange.leave();
    }
  }
}
