package io.snakepit.it;

import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Callers, streams and sessions that go on without a pause while a pool changes. */
final class ChangeoverLoad {

  private static final int ITEMS = 200;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

  private final Snakepit pit;
  private final AtomicInteger changes = new AtomicInteger();
  private final LongAdder calls = new LongAdder();
  private final LongAdder streams = new LongAdder();
  private final LongAdder sessionCalls = new LongAdder();
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  ChangeoverLoad(Snakepit pit, int callers, int streamers, int sessions) {
    this.pit = pit;
    for (int i = 0; i < callers; i++) {
      add(this::call);
    }
    for (int i = 0; i < streamers; i++) {
      add(this::stream);
    }
    for (int i = 0; i < sessions; i++) {
      Session session = pit.session("load-" + i);
      AtomicInteger value = new AtomicInteger();
      session.onRestore(s -> s.execute("remember", Map.of("value", value.get())));
      add(() -> useSession(session, value));
    }
  }

  private void add(Runnable round) {
    threads.add(
        new Thread(
            () -> {
              while (!stopping) {
                try {
                  round.run();
                } catch (RuntimeException | Error failure) {
                  errors.add(failure);
                  if (errors.size() > 100) {
                    return;
                  }
                }
              }
            }));
  }

  private void call() {
    int number = (int) calls.sum();
    long begin = System.nanoTime();
    int sum = pit.execute("add", Map.of("a", number, "b", 1)).as(Integer.class);
    nanos.add(System.nanoTime() - begin);
    check(sum == number + 1, "a sum is wrong");
    calls.increment();
    pause();
  }

  /** The second half of a stream comes after a change that the first half was before. */
  private void stream() {
    try (ResultStream stream = pit.executeStream("count", Map.of("n", ITEMS))) {
      Iterator<Result> items = stream.iterator();
      int before = changes.get();
      for (int i = 0; i < ITEMS; i++) {
        check(items.hasNext() && items.next().as(Integer.class) == i, "an item is missing");
        while (i == ITEMS / 2 && changes.get() == before && !stopping) {
          pause();
        }
      }
      check(!items.hasNext(), "there is an item too many");
    }
    streams.increment();
  }

  private void useSession(Session session, AtomicInteger value) {
    int next = value.incrementAndGet();
    session.execute("remember", Map.of("value", next));
    check(
        session.execute("recall", Map.of()).as(Integer.class) == next,
        "a session's state is wrong");
    sessionCalls.increment();
    pause();
  }

  /** A steady load leaves the machine time to start workers. */
  private static void pause() {
    LockSupport.parkNanos(PAUSE);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /** A change has happened. */
  void changed() {
    changes.incrementAndGet();
  }

  /** How many calls have been answered. */
  long calls() {
    return calls.sum();
  }

  void stop() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  List<Throwable> errors() {
    return List.copyOf(errors);
  }

  String report() {
    List<Long> sorted = nanos.stream().sorted().toList();
    return "%d calls (p50 %.2f ms, p99 %.2f ms), %d streams of %d items, %d rounds in sessions, %d errors"
        .formatted(
            calls.sum(),
            sorted.get(sorted.size() / 2) / 1e6,
            sorted.get(sorted.size() * 99 / 100) / 1e6,
            streams.sum(),
            ITEMS,
            sessionCalls.sum(),
            errors.size());
  }
}
