package io.snakepit.core.call;

import static org.mockito.Mockito.mock;

import io.snakepit.api.CallCancelledException;
import io.snakepit.api.CallOutcome;
import io.snakepit.api.LimitConfig;
import io.snakepit.api.Result;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Payload;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stream, however its worker's thread and its consumer's interleave (S1, S5). */
@Tag("interleavings")
class StreamInterleavingsTest {

  private static final int INTERLEAVINGS = 500;
  private static final int WINDOW = 4;
  private static final LimitConfig LIMITS =
      LimitConfig.defaults().withStreamItems(WINDOW).withFrameBytes(1 << 10);
  private static final Codec CODEC = mock(Codec.class);
  private static final Payload ITEM = Payload.of(new byte[] {'1'});

  @Test
  void oneWindowIsAskedForWheneverTheConsumerComes() {
    explore(
        () -> {
          Pool pool = new Pool();
          StreamCall call = stream(pool);
          Worker worker = new Worker();
          Thread consumer = start(() -> call.consume(() -> {}));
          worker.carry(call);
          join(consumer);
          check("credit", worker.granted.get(), WINDOW);
        });
  }

  @Test
  void whatIsTakenIsAskedForAgain() {
    explore(
        () -> {
          Pool pool = new Pool();
          StreamCall call = stream(pool);
          Worker worker = new Worker();
          AtomicInteger taken = new AtomicInteger();
          call.consume(() -> {});
          worker.carry(call);
          Thread consumer =
              start(
                  () -> {
                    while (call.poll() != null) {
                      taken.incrementAndGet();
                    }
                  });
          for (int i = 0; i < WINDOW; i++) {
            call.item(ITEM, CODEC);
          }
          join(consumer);
          long mayCome = worker.granted.get() - taken.get();
          if (mayCome > WINDOW || mayCome < WINDOW / 2) {
            throw new AssertionError(mayCome + " items may come");
          }
        });
  }

  @Test
  void aSubscriberGetsEachItemAndTheEnd() {
    explore(
        () -> {
          Pool pool = new Pool();
          StreamCall call = stream(pool);
          Subscriber subscriber = new Subscriber();
          Thread consumer = start(() -> StreamSubscription.begin(call, subscriber));
          new Worker().carry(call);
          call.item(ITEM, CODEC);
          call.item(ITEM, CODEC);
          call.succeed();
          join(consumer);
          check("items", subscriber.items.get(), 2);
          check("ends", subscriber.ends.get(), 1);
          check("outcomes", pool.outcomes.get(), 1);
          check("reports", pool.reports.get(), 1);
        });
  }

  @Test
  void aStreamThatIsClosedAtItsEndHasOneOutcome() {
    explore(
        () -> {
          Pool pool = new Pool();
          StreamCall call = stream(pool);
          Worker worker = new Worker();
          Subscriber subscriber = new Subscriber();
          StreamSubscription.begin(call, subscriber);
          worker.carry(call);
          Thread closer = start(call::close);
          call.item(ITEM, CODEC);
          call.succeed();
          join(closer);
          check("ends", subscriber.ends.get(), 1);
          check("outcomes", pool.outcomes.get(), 1);
          check("reports", pool.reports.get(), 1);
          boolean cancelled = call.failure() instanceof CallCancelledException;
          check("abandoned", worker.abandoned.get(), (cancelled ? 1 : 0));
        });
  }

  private static StreamCall stream(CallControl control) {
    CallSpec spec =
        new CallSpec(
            "count",
            Payload.EMPTY,
            CODEC,
            true,
            null,
            Map.of(),
            false,
            null,
            null,
            Timer.NEVER,
            Duration.ZERO,
            Timer.NEVER,
            null);
    return new StreamCall(spec, control, LIMITS, Duration.ZERO);
  }

  private static void explore(Runnable test) {
    Lincheck.runConcurrentTest(INTERLEAVINGS, test);
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
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

  /** Not AssertJ, whose own code would be interleaved, too. */
  private static void check(String what, long found, long expected) {
    if (found != expected) {
      throw new AssertionError(what + ": " + found + " instead of " + expected);
    }
  }

  /** Counts what it is told. */
  private static final class Worker implements Attempt {

    final AtomicLong granted = new AtomicLong();
    final AtomicInteger abandoned = new AtomicInteger();

    void carry(StreamCall call) {
      call.beginAttempt("worker-1");
      call.carriedBy(this);
      granted.addAndGet(call.initialCredit());
    }

    @Override
    public boolean isStarted() {
      return true;
    }

    @Override
    public boolean drive(long nanos) {
      return false;
    }

    @Override
    public void request(long items) {
      granted.addAndGet(items);
    }

    @Override
    public void abandon() {
      abandoned.incrementAndGet();
    }
  }

  /** Wants one item after the other, and checks that it is told one thing at a time. */
  private static final class Subscriber implements Flow.Subscriber<Result> {

    final AtomicInteger items = new AtomicInteger();
    final AtomicInteger ends = new AtomicInteger();
    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(Result item) {
      check("ends before an item", ends.get(), 0);
      items.incrementAndGet();
      Flow.Subscription mine = subscription;
      if (mine != null) {
        mine.request(1);
      }
    }

    @Override
    public void onError(Throwable failure) {
      ends.incrementAndGet();
    }

    @Override
    public void onComplete() {
      ends.incrementAndGet();
    }
  }

  /** Counts outcomes, and runs user code where it comes from; its clock stands still. */
  private static final class Pool implements CallControl, Timer {

    final AtomicInteger outcomes = new AtomicInteger();
    final AtomicInteger reports = new AtomicInteger();

    @Override
    public void withdraw(PendingCall call) {}

    @Override
    public void ended(PendingCall call, @Nullable SnakepitException failure) {
      outcomes.incrementAndGet();
    }

    @Override
    public Consumer<CallOutcome> outcomes() {
      return outcome -> reports.incrementAndGet();
    }

    @Override
    public String whatItWaitsFor(PendingCall call) {
      throw new AssertionError(call);
    }

    @Override
    public SnakepitException queueTimeout(PendingCall call) {
      throw new AssertionError(call);
    }

    @Override
    public Timer timer() {
      return this;
    }

    @Override
    public Executor executor() {
      return Runnable::run;
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public Scheduled schedule(long delayNanos, Runnable task) {
      return () -> {};
    }

    @Override
    public void close() {}
  }
}
